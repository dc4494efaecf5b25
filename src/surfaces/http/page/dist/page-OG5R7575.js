import{a as be,b as ye,c as p,d as he,e as O,f as b,g as J,h as W,i as o,j as F,k as R,l as ve,m as f,n as y,o as N,p as V,q as x,r as we,s as L}from"./chunk-6YMBCYR2.js";var H=class extends Error{status;code;constructor(t,n,r){super(r),this.status=t,this.code=n}};async function m(e,t="GET",n){let r=await fetch(e,{method:t,...n&&{headers:{"content-type":"application/json"},body:JSON.stringify(n)}}).catch(()=>{throw new H(0,"unreachable",o("page.problem.unreachable"))});if(r.status===401&&location.reload(),r.ok)return r.status===204?void 0:r.json();let{code:i="",detail:a}=await r.json().catch(()=>({}));throw new H(r.status,i,a??o("page.problem.unexpected"))}function v(e){let t=Object.entries(e).flatMap(([n,r])=>r===void 0||r===""?[]:[[n,String(r)]]);return t.length===0?"":`?${new URLSearchParams(t)}`}function _(e){let t=!1,n=!1;return async()=>{if(n=!0,!t){t=!0;try{for(;n;)n=!1,await e()}finally{t=!1}}}}var ct=["booked","workflow.queued","workflow.started","task.started","task.progress","task.completed","budget.refused","track_cost","workflow.ended","workflow.suspended","reset"],ke=p(b.sessionCost.total_cost),X=p(!1),Y=new Set;function P(e){return Y.add(e),()=>Y.delete(e)}var dt=_(async()=>{ke.value=(await m(`/api/session/cost${v({tenant:J})}`)).total_cost});function Re(){let e=new EventSource("/api/events"),t=()=>{dt().catch(()=>{})};e.addEventListener("open",()=>{X.value=!0,t()}),e.addEventListener("error",()=>{X.value=!1});for(let n of ct)e.addEventListener(n,r=>{(n==="booked"||n==="reset")&&t();for(let i of Y)i({type:n,data:JSON.parse(r.data)})});O(()=>{let n=document.getElementById("session-cost");n&&(n.textContent=y(ke.value))}),O(()=>{document.getElementById("session")?.classList.toggle("live",X.value)})}var Ne=function(e,t,n,r){var i;t[0]=0;for(var a=1;a<t.length;a++){var l=t[a++],u=t[a]?(t[0]|=l?1:2,n[t[a++]]):t[++a];l===3?r[0]=u:l===4?r[1]=Object.assign(r[1]||{},u):l===5?(r[1]=r[1]||{})[t[++a]]=u:l===6?r[1][t[++a]]+=u+"":l?(i=e.apply(u,Ne(e,u,n,["",null])),r.push(i),u[0]?t[0]|=2:(t[a-2]=0,t[a]=i)):r.push(u)}return r},Te=new Map;function Je(e){var t=Te.get(this);return t||(t=new Map,Te.set(this,t)),(t=Ne(this,t.get(e)||(t.set(e,t=(function(n){for(var r,i,a=1,l="",u="",c=[0],d=function(T){a===1&&(T||(l=l.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?c.push(0,T,l):a===3&&(T||l)?(c.push(3,T,l),a=2):a===2&&l==="..."&&T?c.push(4,T,0):a===2&&l&&!T?c.push(5,0,!0,l):a>=5&&((l||!T&&a===5)&&(c.push(a,0,l,i),a=6),T&&(c.push(a,T,0,i),a=6)),l=""},$=0;$<n.length;$++){$&&(a===1&&d(),d($));for(var C=0;C<n[$].length;C++)r=n[$][C],a===1?r==="<"?(d(),c=[c],a=3):l+=r:a===4?l==="--"&&r===">"?(a=1,l=""):l=r+l[0]:u?r===u?u="":l+=r:r==='"'||r==="'"?u=r:r===">"?(d(),a=1):a&&(r==="="?(a=5,i=l,l=""):r==="/"&&(a<5||n[$][C+1]===">")?(d(),a===3&&(c=c[0]),a=c,(c=c[0]).push(2,0,a),a=0):r===" "||r==="	"||r===`
`||r==="\r"?(d(),a=2):l+=r),a===3&&l==="!--"&&(a=4,c=c[0])}return d(),c})(e)),t),arguments,[])).length>1?t:t[0]}var s=Je.bind(be);function h({of:e}){return s`<p class="problem" role="alert" hidden=${e.value===void 0}>${e.value}</p>`}function z({part:e,whole:t,label:n}){let r=t>0?e/t*100:100,i=r>=100?"full":r>=75?"high":"low";return s`<progress class=${i} max="100" value=${Math.min(100,r)} aria-label=${n}></progress>`}function S({to:e,children:t}){return!e||!/^https?:\/\//i.test(e)?s`<span>${t}</span>`:s`<a href=${e} rel="noreferrer noopener" target="_blank">${t}</a>`}function w({caption:e,head:t,rows:n,numeric:r=[],isTitled:i=!1}){let a=l=>r.includes(l)?"number":void 0;return s`<div class="scroll" role="group" aria-label=${e} tabindex="0"><table>
    <caption class=${i?"unseen":void 0}>${e}</caption>
    <thead><tr>${t.map((l,u)=>s`<th scope="col" class=${a(u)}>${l}</th>`)}</tr></thead>
    <tbody>${n.map(l=>s`<tr>${l.map((u,c)=>c===0?s`<th scope="row">${u}</th>`:s`<td class=${a(c)}>${u}</td>`)}</tr>`)}</tbody>
  </table></div>`}function k(e){return t=>{t.preventDefault();let n=t.currentTarget;e(new FormData(n),n)}}async function g(e,t){e.value=void 0;try{await t()}catch(n){e.value=n instanceof Error?n.message:String(n)}}var Ve=5,A=p(void 0),Se=p(void 0);async function xe(){let e=await m(`/api/alerts/history${v({limit:Ve})}`),t=e.alerts.at(-1),n=A.value?.alerts.filter(({id:r})=>t!==void 0&&r<t.id)??[];A.value={alerts:[...e.alerts,...n],next_before:n.length>0&&A.value?A.value.next_before:e.next_before}}function mt(e){return g(Se,async()=>{let t=await m(`/api/alerts/history${v({limit:Ve,before:e})}`);A.value={...t,alerts:[...A.value?.alerts??[],...t.alerts]}})}function _e(){return s`<section aria-labelledby="alert-history">
    <h2 id="alert-history">${o("page.budgets.history")}</h2>
    <${h} of=${Se}/><${ft}/>
  </section>`}function ft(){let{alerts:e=[],next_before:t=null}=A.value??{};return e.length===0?s`<p>${A.value?o("page.budgets.noHistory"):""}</p>`:s`<div>
    <${w}
      caption=${o("page.budgets.history")}
      isTitled
      head=${[o("page.budgets.when"),o("page.budgets.whose"),o("page.budgets.budget"),o("page.budgets.threshold"),o("page.costs.spent"),o("page.budgets.owners")]}
      numeric=${[3]}
      rows=${e.map(n=>[x(n.created_at),R(n.subject),o(`budgetName.${n.period}`),V(n.threshold_percent),o("page.spentOf",{spent:y(n.spent_usd),limit:y(n.limit_usd)}),gt(n)])}/>
    ${t!==null&&s`<p><button class="quiet" onClick=${()=>mt(t)}>${o("page.budgets.older")}</button></p>`}
  </div>`}function gt({state:e,ended_at:t}){return o(`page.budgets.telling.${e}`,{when:t===null?"":x(t)})}var $t=20,D=p(void 0),E=p([]),Ce=p(!1),K=p(""),Z=p([]),q=p(""),Pe=p(""),bt=b.caller.role!=="client";function Ae(e){return m(`/api/budgets/${encodeURIComponent(e)}`)}var Ee=_(async()=>{let[e,t]=await Promise.all([m("/api/budgets"),m("/api/alerts"),xe()]),n=K.value!==""&&e.every(({subject:r})=>r!==K.value);E.value=ht([...e,...n?[await Ae(K.value)]:[]],E.value),Z.value=t});function Be(){let e=()=>{g(D,Ee)};return P(({type:t})=>{(t==="booked"||t==="reset")&&e()}),e(),s`<${h} of=${D}/><p role="status">${Pe}</p><${yt}/><${_e}/>
    ${b.caller.role==="operator"&&s`<${Rt}/>`}<${vt}/>`}function yt(){return s`<section aria-labelledby="alerts">
    <h2 id="alerts">${o("page.budgets.alerts")}</h2>
    ${Z.value.length===0&&s`<p>${o("page.budgets.noAlerts")}</p>`}
    <ul>${Z.value.map(({subject:e,period:t,percent:n,spent_usd:r,limit_usd:i,resets_at:a})=>s`<li>${o("page.budgets.alert",{budget:o(`budgetName.${t}`),subject:R(e),percent:V(n),spent:y(r),limit:y(i),reset:x(a)})}</li>`)}</ul>
  </section>`}function ht(e,t){let n=new Map(t.map(({subject:a},l)=>[a,l])),r=({subject:a})=>n.get(a)??(a==="bot"?-1:n.size),i=({budgets:a})=>a.find(({period:l})=>l==="month")?.spent_usd??0;return e.toSorted((a,l)=>r(a)-r(l)||i(l)-i(a))}function vt(){let e=Ce.value?E.value:E.value.slice(0,$t);return s`<div>${e.map(({subject:t,budgets:n})=>s`<section key=${t} class="subject" aria-labelledby=${`of-${t}`}>
      <h2 id=${`of-${t}`}>${ve(t)}</h2>
      <ul class="budgets">${n.map(r=>s`<${wt} subject=${t} budget=${r}/>`)}</ul>
    </section>`)}
    ${e.length<E.value.length&&s`<p><button class="quiet" onClick=${()=>{Ce.value=!0}}>${o("page.costs.showAll",{count:E.value.length})}</button></p>`}
  </div>`}function wt({subject:e,budget:t}){let{period:n,limit_usd:r,mode:i,spent_usd:a,held_usd:l,resets_at:u}=t,c=o(`budgetName.${n}`),d=`${e} ${n}`,$=r===null?o("page.budgets.noLimit",{spent:y(a)}):o("page.spentOf",{spent:y(a),limit:y(r)});return s`<li>
    <strong>${c}</strong> ${r!==null&&s`<${z} part=${a} whole=${r} label=${`${c}: ${$}`}/>`}
    <span>${$}</span> ${i&&s`<span class="hint">${o(`mode.${i}`)}</span>`}
    ${l>0&&s` <span class="hint">${o("page.budgets.held",{held:f(l)})}</span>`}
    <span class="hint">${o("page.budgets.resets",{reset:x(u)})}</span>
    ${bt&&q.value!==d&&s` <button class="quiet" aria-label=${o("page.budgets.editOf",{budget:c,subject:R(e)})}
        onClick=${()=>{q.value=d}}>${o("page.budgets.edit")}</button>`}
    ${q.value===d&&s`<${kt} subject=${e} budget=${t}/>`}
  </li>`}function kt({subject:e,budget:t}){let{period:n,limit_usd:r,mode:i}=t,a=`/api/budgets/${encodeURIComponent(e)}/${n}`,l=async d=>{q.value="",Pe.value=o(d,{budget:o(`budgetName.${n}`),subject:R(e)}),await Ee()},u=d=>g(D,async()=>{await m(a,"PUT",{limit_usd:d.get("limit"),mode:d.get("mode")}),await l("page.budgets.set")}),c=()=>g(D,async()=>{await m(a,"DELETE"),await l("page.budgets.unset")});return s`<form class="fields" onSubmit=${k(u)}>
    <label>${o("page.budgets.limit")}
      <input name="limit" inputmode="decimal" required size="8" autocomplete="off" value=${r??""}
        ref=${d=>d?.focus()}/></label>
    <label>${o("page.budgets.mode")}
      <select name="mode">${["hard","soft"].map(d=>s`<option value=${d} selected=${d===(i??"hard")}>${o(`mode.${d}`)}: ${o(`modeMeaning.${d}`)}</option>`)}</select></label>
    <button>${o("page.budgets.save")}</button>
    ${t.origin==="own"&&s`<button type="button" class="quiet" onClick=${c}>${o("page.budgets.takeAway")}</button>`}
    <button type="button" class="quiet" onClick=${()=>{q.value=""}}>${o("page.budgets.cancel")}</button>
  </form>`}function Rt(){return s`<form class="fields" onSubmit=${k(t=>g(D,async()=>{let n=await Ae(String(t.get("subject")).trim());K.value=n.subject,E.value=[n,...E.value.filter(({subject:r})=>r!==n.subject)]}))}>
    <label>${o("page.budgets.other")} <input name="subject" required autocomplete="off" placeholder="guild_123, app_shop, user_123"/></label>
    <button>${o("page.budgets.show")}</button>
  </form>`}var Fe=p(o("page.costs.chartHint"));function Le({spend:e,title:t}){let n,r=l=>{if(n?.destroy(),n=void 0,!l)return;let u=new IntersectionObserver(([c])=>{c?.isIntersecting&&(u.disconnect(),import("./chart-S36ZIZ5E.js").then(({drawChart:d})=>{l.isConnected&&(l.replaceChildren(),n=d(l,e,$=>{Fe.value=$}))}))});u.observe(l)},i={ArrowLeft:-1,ArrowRight:1,Home:-1/0,End:1/0},a=l=>{let u=i[l.key];u!==void 0&&(l.preventDefault(),n?.move(u))};return s`<figure aria-labelledby="spend-title">
    <figcaption id="spend-title">${t}</figcaption>
    <div class="chart" ref=${r} role="application" tabindex="0" aria-label=${o("page.costs.chartHint")}
      aria-details="spend-table" onKeyDown=${a}></div>
    <p role="status" class="hint">${Fe}</p>
    <details id="spend-table"><summary>${o("page.costs.asTable")}</summary>
      <${w}
        caption=${t}
        head=${[o("page.costs.day"),o("page.costs.spent"),o("page.costs.expected")]}
        numeric=${[1,2]}
        rows=${e.days.map((l,u)=>[L(l,"UTC"),Oe(e.spent[u]),Oe(e.expected[u])])}/></details>
  </figure>`}function Oe(e){return e==null?"":f(e)}var qe=p(void 0),De=p(void 0);function je(e){return g(De,async()=>{qe.value=await m(`/api/anomalies${v({from:e})}`)})}function Ie(){return s`<section aria-labelledby="anomalies">
    <h2 id="anomalies">${o("page.anomalies.title")}</h2>
    <${h} of=${De}/>
    <${Tt}/>
  </section>`}function Tt(){let e=qe.value;return!e||e.length===0?s`<p>${e?o("page.anomalies.none"):""}</p>`:s`<${w}
    caption=${o("page.anomalies.title")}
    isTitled
    head=${[o("page.costs.day"),o("page.anomalies.what"),o("page.costs.name"),o("page.costs.spent"),o("page.anomalies.usual"),o("page.anomalies.run")]}
    numeric=${[3,4]}
    rows=${e.map(t=>[L(t.from,"UTC"),o(`page.anomalies.kind.${t.kind}`),Nt(t),...Jt(t),"workflow"in t&&t.workflow?s`<a href=${`/runs/${t.workflow}`}>${o("page.anomalies.dearest")}</a>`:""])}/>`}function Nt(e){return e.kind==="dear_workflow"?F("depth",e.subject):e.kind!=="spend_spike"?e.subject:e.subject==="none"?o("page.costs.none"):e.dimension==="task"?F("task",e.subject):R(e.subject)}function Jt(e){if(e.kind!=="failure_rate")return[f(e.spent_usd),f(e.usual_usd)];let t=e.failed_calls/Math.max(1,e.calls)*100;return[o("page.anomalies.failed",{percent:V(t)}),V(e.usual_failed_percent)]}var ee=20,Vt=["task","model","member","server"],B=p("task"),oe=p(void 0),te=p(!1);function Me(){let e=oe.value;return s`<section aria-labelledby="breakdown">
    <h2 id="breakdown">${o("page.costs.breakdown")}</h2>
    <p role="group" aria-labelledby="breakdown" class="choices">${Vt.map(t=>s`<button type="button" aria-pressed=${t===B.value} onClick=${()=>{B.value=t,te.value=!1}}>${o(`page.costs.by.${t}`)}</button> `)}</p>
    ${e&&e.rows.length===0&&s`<p>${o("page.costs.nothing")}</p>`}
    ${e&&e.rows.length>0&&s`<${St} table=${e}/>`}
  </section>`}function St({table:e}){let t=e.rows.map(a=>({name:_t(a.group??a.name),cost:a.cost_usd,calls:a.calls+a.local_calls,tokens:a.total_tokens+a.local_tokens})).toSorted((a,l)=>l.cost-a.cost),n=t.length>ee+1&&!te.value,r=n?[...t.slice(0,ee),xt(t.slice(ee))]:t,i=e.totals.cost_usd;return s`<div>
    <${w}
      caption=${o(`page.costs.by.${B.value}`)}
      head=${[o("page.costs.name"),o("page.cost"),o("page.costs.share"),o("page.bill.calls"),o("page.bill.tokens")]}
      numeric=${[1,2,3,4]}
      rows=${r.map(({name:a,cost:l,calls:u,tokens:c})=>[a,f(l),i>0?V(l/i*100):"",N(u),N(c)])}/>
    ${n&&s`<p><button class="quiet" onClick=${()=>{te.value=!0}}>${o("page.costs.showAll",{count:t.length})}</button></p>`}
  </div>`}function xt(e){let t=n=>e.reduce((r,i)=>r+n(i),0);return{name:o("page.costs.others",{count:e.length}),cost:t(({cost:n})=>n),calls:t(({calls:n})=>n),tokens:t(({tokens:n})=>n)}}function _t(e){if(e==="none")return o("page.costs.none");switch(B.value){case"task":return F("task",e);case"member":return W(`user_${e}`)??e;case"server":return W(e)?R(e):e;case"model":return e;default:return B.value}}async function Ue(e,t){let n=v({subject:t}),[r,i,a]=await Promise.all([m(`/api/report${v({kind:"daily",days:e,tenant:t})}`),m(`/api/forecast${n}`),t===""?void 0:m(`/api/budgets/${encodeURIComponent(t)}`)]),l=a?.budgets.find(({period:u})=>u==="day")?.limit_usd??void 0;return{spend:Ct(e,r,i,l),total:r.totals.cost_usd,forecast:Pt(i),usedUp:At(i)}}function Ct(e,t,n,r){let i=new Map(t.rows.map(({name:d,cost_usd:$})=>[d,$])),a=Ft(t.time_zone,Date.parse(t.to)-1),l=Array.from({length:e},(d,$)=>ne(a,$-e+1)),u=n.per_day_usd,c=u===null?[]:Bt(a);return{days:[...l,...c],spent:[...l.map(d=>i.get(d)??0),...c.map(()=>null)],expected:[...l.map(d=>d===a?u:null),...c.map(()=>u)],limit:r}}function Pt({kind:e,projected_usd:t,low_usd:n,high_usd:r}){if(t===null||n===null||r===null)return o("page.costs.noForecast");let i={amount:y(t),low:f(n),high:f(r)};return o(e==="little_data"?"page.costs.forecastOfLittle":"page.costs.forecast",i)}function At({limits:e,time_zone:t}){return e.flatMap(({period:n,limit_usd:r,spent_usd:i,reached_at:a})=>{if(a===null)return[];let l={budget:o(`budgetName.${n}`),limit:f(r)};if(i>=r)return[o("page.costs.usedUp",l)];let u=n==="month"?L(a,t):we(a,t);return[o("page.costs.usedUpOn",{...l,when:u})]})}var Et=864e5;function ne(e,t){return new Date(Date.parse(e)+t*Et).toISOString().slice(0,10)}function Bt(e){let t=[];for(let n=ne(e,1);n.slice(0,7)===e.slice(0,7);n=ne(n,1))t.push(n);return t}function Ft(e,t){let n=new Intl.DateTimeFormat("en",{timeZone:e,year:"numeric",month:"2-digit",day:"2-digit"}).formatToParts(t).map(({type:l,value:u})=>[l,u]),{year:r,month:i,day:a}=Object.fromEntries(n);return`${r}-${i}-${a}`}var Ot=[7,30,90,365],re=b.caller.role==="operator",He=p(void 0),j=p(30),Q=p(J??""),se=p(void 0);function ze(){let e=_(async()=>{let r={days:j.value,tenant:Q.value},[i,a]=await Promise.all([Ue(r.days,r.tenant),m(`/api/report${v({...r,by:B.value})}`)]);se.value=i,oe.value=a}),t=()=>{g(He,e)};O(()=>{j.value&&B.value!==void 0&&Q.value!==void 0&&t()});let n=he(()=>se.value?.spend.days[0]);return O(()=>{re&&n.value!==void 0&&je(n.value)}),P(({type:r})=>{(r==="workflow.ended"||r==="reset")&&t()}),s`<${Lt}/><${h} of=${He}/><${qt}/><${Me}/>
    ${re&&s`<${Ie}/>`}
    <${Dt}/>`}function Lt(){return s`<form class="fields" onSubmit=${e=>e.preventDefault()}>
    <label>${o("page.costs.days")}
      <select onChange=${e=>{j.value=Number(e.target.value)}}>${Ot.map(e=>s`<option value=${e} selected=${e===j.value}>${o("common.days",{count:e})}</option>`)}</select></label>
    ${re&&s`<label>${o("page.costs.tenant")}
      <input autocomplete="off" placeholder=${o("page.costs.everybody")} onChange=${e=>{Q.value=e.target.value.trim()}}/></label>`}
  </form>`}function qt(){let e=se.value;return e?s`<section aria-labelledby="over-time">
    <h2 id="over-time">${o("page.costs.overTime")}</h2>
    <p>${o("page.costs.total",{amount:y(e.total)})} ${e.forecast}</p>
    ${e.usedUp.length>0&&s`<ul>${e.usedUp.map(t=>s`<li>${t}</li>`)}</ul>`}
    <${Le} spend=${e.spend} title=${o("page.costs.perDay")}/>
  </section>`:s`<p></p>`}function Dt(){let e={days:j.value,tenant:Q.value};return s`<section aria-labelledby="exports">
    <h2 id="exports">${o("page.costs.exports")}</h2>
    <ul>
      <li><a href=${`/api/exports/report${v({...e,format:"csv"})}`} download>${o("page.costs.exportReport")}</a></li>
      <li><a href=${`/api/exports/entries${v({tenant:e.tenant,format:"csv"})}`} download>${o("page.costs.exportEntries")}</a></li>
    </ul>
  </section>`}var Qe=p(void 0),Ge=p(void 0);function Ke(e){return g(Qe,async()=>{Ge.value=await m(`/api/prices${v({model:e})}`)})}function We(){return Ke(""),s`<form class="fields" onSubmit=${k(t=>Ke(String(t.get("model")).trim()))}>
      <label>${o("page.prices.model")} <input name="model" autocomplete="off" placeholder="openai:gpt-5-mini"/></label>
      <button>${o("page.prices.show")}</button>
    </form>
    <${h} of=${Qe}/><${jt}/>`}function jt(){let e=Ge.value;return e?s`<div>
    <p>${o("page.prices.version",{version:e.version,age:o("common.days",{count:e.age_days})})}</p>
    ${e.warnings.map(t=>s`<p class="problem">${t}</p>`)}
    ${e.models.length===0&&s`<p>${o("page.prices.none")}</p>`}
    ${e.models.map(({model:t,source:n,rates:r,estimated:i,warnings:a})=>s`<section>
      <${w}
        caption=${t}
        head=${[o("page.prices.rate"),o("page.prices.usd")]}
        numeric=${[1]}
        rows=${Object.entries(r).map(([l,u])=>[It(l),`$${u}`])}/>
      <p class="hint">${n===null?o("page.prices.unknown"):o(`page.prices.source.${n}`)}${i&&n!==null?` ${o("page.prices.estimated")}`:""}</p>
      ${a.map(l=>s`<p class="problem">${l}</p>`)}
    </section>`)}
  </div>`:s`<p></p>`}function It(e){let[,t,n=e]=/^(?:above (\d+): )?(\w+)$/.exec(e)??[],r=o(`page.prices.rates.${n}`);return t===void 0?r:o("page.prices.above",{rate:r,tokens:Number(t)})}var Xe=p(void 0),ae=p(void 0),ie=p(!1);function Ye(){return s`<form class="fields" onSubmit=${k(async t=>{ie.value=!0,ae.value=void 0,await g(Xe,async()=>{ae.value=await m("/api/recall","POST",{question:t.get("question"),...J&&{tenant:J}})}),ie.value=!1})}>
      <label class="wide">${o("page.recall.question")} <input name="question" required maxlength="2000" autocomplete="off"/></label>
      <button>${o("page.recall.ask")}</button>
    </form>
    <${h} of=${Xe}/><${Mt}/>`}function Mt(){let e=ae.value;return s`<section class="brief" aria-live="polite">
    ${ie.value&&s`<p>${o("page.recall.asking")}</p>`}
    ${e&&s`<p>${e.answer}</p>
      ${e.quotes.map(({text:t,title:n,url:r})=>s`<blockquote>${t} (<${S} to=${r}>${n}<//>)</blockquote>`)}
      ${!e.found&&s`<p class="hint">${o("answer.onlyDeep")}</p>`}
      ${e.notes.map(t=>s`<p class="hint">${t}</p>`)}
      <p class="hint">${o("page.recall.cost",{cost:y(e.cost.total_cost)})}</p>`}
  </section>`}var le=p(void 0),pe=p(void 0),ue=p({}),Ut=[2,3,4,6];function Ze(){let e=t=>g(le,async()=>{let n=t.get("csv"),r=n instanceof File&&n.size>0?await n.text():void 0;ue.value={provider:t.get("provider"),from:t.get("from"),to:t.get("to"),...r!==void 0&&{csv:r}},pe.value=await m("/api/reconcile","POST",ue.value)});return s`<p>${o("page.reconcile.about")}</p>
    <form class="fields" onSubmit=${k(e)}>
      <label>${o("page.reconcile.provider")}
        <select name="provider">${b.billedProviders.map(t=>s`<option>${t}</option>`)}</select></label>
      <label>${o("page.reconcile.from")} <input type="date" name="from" required/></label>
      <label>${o("page.reconcile.to")} <input type="date" name="to" required/></label>
      <label>${o("page.reconcile.csv")} <input type="file" name="csv" accept=".csv,text/csv"/></label>
      <button>${o("page.reconcile.compare")}</button>
    </form>
    <${h} of=${le}/><${Ht}/>`}function Ht(){let e=pe.value;if(!e)return s`<p></p>`;let{days:t,open_days:n,corrections:r}=e;return t.length+n.length===0?s`<p>${o("reconciliation.nothing")}</p>`:s`<div aria-live="polite">
    <${w}
      caption=${o("page.reconcile.days")}
      head=${["date","model","books","bill","drift","explained","unexplained"].map(zt)}
      numeric=${Ut}
      rows=${[...t.map(({date:i,model:a,ledger_usd:l,provider_usd:u,drift_usd:c,explained:d,unexplained_usd:$})=>[i,a,f(l),f(u),f(c),d.map(C=>`${o(`driftClass.${C.class}`)} ${f(C.usd)}`).join("; "),f($)]),...n.map(({date:i,model:a,ledger_usd:l,provider_usd:u})=>[i,a,f(l),f(u),"",o("reconciliation.open"),""])]}/>
    ${r.length>0&&s`<${Kt} corrections=${r}/>`}
  </div>`}function zt(e){return o(`page.reconcile.column.${e}`)}function Kt({corrections:e}){let t=()=>g(le,async()=>{pe.value=await m("/api/reconcile","POST",{...ue.value,correct:!0})});return s`<section aria-labelledby="corrections">
    <h2 id="corrections">${o("page.reconcile.corrections")}</h2>
    <ul>${e.map(({date:n,model:r,from_usd:i,to_usd:a,booked:l})=>s`<li>${n} ${r}: ${o(l?"page.reconcile.became":"page.reconcile.wouldBecome",{from:f(i),to:f(a)})}</li>`)}</ul>
    ${e.some(({booked:n})=>!n)&&s`<button onClick=${t}>${o("page.reconcile.book")}</button>`}
  </section>`}var et=()=>{};function ce(e){et();let t={id:e,run:p(void 0),cost:p(void 0),tasks:p([]),problem:p(void 0)},n=_(async()=>{let[i,a]=await Promise.all([m(`/api/workflows/${e}`),m(`/api/workflows/${e}/cost`)]);t.run.value=i,t.cost.value=a,t.tasks.value=Qt(i,a,t.tasks.value)}),r=()=>{g(t.problem,n)};return et=P(i=>{i.type!=="reset"&&i.data.workflow!==e||(t.tasks.value=t.tasks.value.map(a=>Gt(a,i)),i.type!=="task.progress"&&r())}),r(),{...t,refresh:r}}function Qt(e,t,n){let{tasks:r}=b.depths[e.depth];return r.map(({task:i,limit:a})=>{let l=e.result?.tasks.find(({name:c})=>c===i),u=n.find(c=>c.task===i);return{task:i,limit:e.result?.limits.per_task[i]??a,cost:t.node_costs[i]??l?.cost??0,state:l?.status??u?.state??"waiting",fraction:l?void 0:u?.fraction}})}function Gt(e,{type:t,data:n}){if(n.task!==e.task)return e;switch(t){case"task.started":return{...e,state:"running",fraction:void 0};case"task.progress":return{...e,state:"running",fraction:Number(n.fraction)};case"task.completed":return{...e,state:n.status,cost:Number(n.cost_usd),fraction:void 0};default:return e}}function de(e){return e==="not checkable here"||e==="not checked"}function ot(e){let t=Math.max(0,Math.floor(e)),n=Math.floor(t/3600),r=Math.floor(t/60)%60;return[...n>0?[n,tt(r)]:[r],tt(t%60)].join(":")}function tt(e){return String(e).padStart(2,"0")}var Wt=[[/^(?:(?:www|m|music)\.)?youtube\.com$|^youtu\.be$|^(?:www\.)?youtube-nocookie\.com$/,(e,t)=>e.searchParams.set("t",`${t}s`)],[/^(?:www\.|player\.)?vimeo\.com$/,(e,t)=>{e.hash=`t=${t}s`}],[/^(?:www\.|m\.)?twitch\.tv$/,(e,t)=>e.searchParams.set("t",`${t}s`)]];function nt(e,t,n){let r=e===void 0?null:URL.parse(e);if(!r||!/^https?:$/.test(r.protocol))return;let i=Math.max(0,Math.floor(n)),a=Wt.find(([l])=>l.test(r.hostname))?.[1];if(a)a(r,i);else if(t==="audio"||t==="video")r.hash=`t=${i}`;else return;return r.href}function I({point:e,source:t,hasQuote:n=!0,children:r}){let{text:i,quote:a}=e,l=n&&a.trim()!==i.trim();return s`<li><${Xt} of=${e} source=${t}/>${i}${e.source&&s` (<${S} to=${e.source}>${Yt(e.source)}<//>)`}${l&&s`<blockquote>${a}</blockquote>`}${r}</li>`}function Xt({of:e,source:t}){if(e.at_seconds===void 0||!t)return;let n=t.sources?.find(({url:a})=>a===e.source),{url:r,type:i}=n&&"type"in n?n:t;return s`<${S} to=${nt(r,i,e.at_seconds)}>${ot(e.at_seconds)}<//> `}function Yt(e){return URL.parse(e)?.hostname||e}function rt({claims:e,source:t}){let n=e.filter(({verdict:i})=>!de(i)),r=Map.groupBy(e.filter(({verdict:i})=>de(i)),({verdict:i})=>i);return s`<div>
    ${n.length>0&&s`<h4>${o("page.brief.claims")}</h4>
      <ul>${n.map(i=>s`<${Zt} claim=${i} source=${t}/>`)}</ul>`}
    ${[...r].map(([i,a])=>s`<h4>${o("page.brief.claimsOf",{verdict:o(`verdict.${i}`)})}</h4>
        <ul>${a.map(l=>s`<${I} point=${l} source=${t} hasQuote=${!1}/>`)}</ul>`)}
  </div>`}function Zt({claim:e,source:t}){let{verdict:n,confidence:r,evidence:i}=e,a=r>0?` (${V(r*100)})`:"";return s`<${I} point=${e} source=${t}> <strong>${o(`verdict.${n}`)}${a}</strong>
    ${i.length>0&&s`<ul>${i.map(({text:l,title:u,url:c,stance:d})=>s`<li>${o(`page.brief.stance.${d}`)}: ${l} (<${S} to=${c}>${u}<//>)</li>`)}</ul>`}<//>`}function st({brief:e,source:t,notes:n}){return s`<section class="brief" aria-labelledby="brief-title">
    <h3 id="brief-title">${o("page.brief.title")}</h3>
    ${e.summary.split(/\n+/).map(r=>s`<p>${r}</p>`)}
    ${e.key_points.length>0&&s`<h4>${o("page.brief.keyPoints")}</h4>
      <ul>${e.key_points.map(r=>s`<${I} point=${r} source=${t}/>`)}</ul>`}
    <${rt} claims=${e.claims} source=${t}/>
    ${e.comparison&&s`<${eo} comparison=${e.comparison}/>`}
    ${e.related.length>0&&s`<h4>${o("page.brief.related")}</h4>
      <ul>${e.related.map(({title:r,workflow:i})=>s`<li><a href=${`/runs/${i}`}>${r}</a></li>`)}</ul>`}
    ${n.length>0&&s`<h4>${o("page.brief.notes")}</h4><ul>${n.map(r=>s`<li>${r}</li>`)}</ul>`}
  </section>`}function eo({comparison:e}){let t=(n,r)=>r.length>0&&s`<h4>${n}</h4><ul>${r.map(({text:i,said:a})=>s`<li>${i}${a.map(({source:l,quote:u})=>s`<blockquote>${u} (<${S} to=${l}>${l}<//>)</blockquote>`)}</li>`)}</ul>`;return s`<div>
    ${t(o("page.brief.agreements"),e.agreements)}
    ${t(o("page.brief.contradictions"),e.contradictions)}
  </div>`}var G=p(void 0);function at({of:{id:e,problem:t}}){G.value=void 0;let n=()=>g(t,async()=>{G.value=await m(`/api/workflows/${e}/entries`)});return s`<details onToggle=${r=>{r.target.open&&n()}}>
    <summary>${o("page.run.calls")}</summary>
    <${to}/>
  </details>`}function to(){return G.value?s`<${w}
    caption=${o("page.run.calls")}
    isTitled
    head=${[o("page.run.task"),o("page.run.model"),o("page.bill.tokensIn"),o("page.bill.tokensOut"),o("page.cost"),o("page.run.known")]}
    numeric=${[2,3,4]}
    rows=${G.value.map(({task:e,provider:t,model:n,input_tokens:r,output_tokens:i,cost_usd:a,provenance:l})=>[F("task",e??"none"),`${t}:${n}`,N(r??0),N(i??0),f(a),o(`cost.provenance.${l}`)])}/>`:s`<p></p>`}var oo=["queued","running"];function it({run:e}){let t=e.run.value;return t?s`<section class="run" aria-labelledby="run-title">
    <h2 id="run-title"><${S} to=${t.source}>${t.result?.source?.title??t.title??t.source}<//></h2>
    <p role="status">${no(t,e)}</p>
    <${h} of=${e.problem}/>
    ${oo.includes(t.state)?s`<${ro} of=${e}/>`:s`<${so} of=${e} run=${t}/>`}
    <${lo} of=${e}/>
    <${uo} of=${e}/>
    <${at} key=${t.state} of=${e}/>
    ${t.result?.brief&&s`<${st} brief=${t.result.brief} source=${t.result.source} notes=${t.result.notes}/>`}
  </section>`:s`<${h} of=${e.problem}/>`}function no({state:e},{tasks:t}){let n=t.value.find(i=>i.state==="running"),r=o(`runs.state.${e}`);return e==="running"&&n?`${r}: ${o(`task.${n.task}`)}`:r}function ro({of:{id:e,problem:t}}){return s`<p><button class="quiet" onClick=${()=>g(t,async()=>{await m(`/api/workflows/${e}/cancel`,"POST")})}>${o("page.run.cancel")}</button></p>`}function so({of:e,run:t}){let n=t.result?.failure;return s`<div>
    ${n&&s`<p class="problem">${n.message} ${n.hint}</p>`}
    ${t.result?.refusal&&s`<${ao} refusal=${t.result.refusal} of=${e}/>`}
    ${t.state!=="completed"&&s`<${io} of=${e}/>`}
  </div>`}function ao({refusal:e,of:t}){let{limit:n,subject:r,limit_usd:i,spent_usd:a,requested_usd:l,resets_at:u}=e,[,c]=n.split(":"),d=U=>g(t.problem,async()=>{await m(`/api/budgets/${encodeURIComponent(r)}/${c}`,"PUT",{limit_usd:U.get("limit")}),me.value=o("page.run.raised",{subject:R(r),limit:f(Number(U.get("limit")))})}),{role:$,tenants:C}=b.caller,T=$==="operator"||$==="manager"&&C.some(({tenant:U})=>U===r),pt=c!==void 0&&T;return s`<div class="refusal">
    <p>${o("page.run.refused",{limit:f(i),subject:R(r),spent:f(a),needed:f(l)})} ${u===null?"":o("page.run.resets",{when:x(u)})}</p>
    ${pt&&s`<form class="fields" onSubmit=${k(d)}>
        <label>${o("page.run.raiseTo")} <input name="limit" inputmode="decimal" required size="8" autocomplete="off"/></label>
        <button>${o("page.run.raise")}</button></form>`}
    <p role="status">${me.value}</p>
  </div>`}var me=p("");function io({of:{id:e,problem:t,refresh:n}}){return s`<form class="fields" onSubmit=${k(i=>g(t,async()=>{let a=String(i.get("most")).trim();await m(`/api/workflows/${e}/continue`,"POST",a===""?{}:{max_cost_usd:a}),me.value="",n()}))}>
    <label>${o("page.run.most")} <input name="most" inputmode="decimal" size="8" autocomplete="off"/></label>
    <button>${o("page.run.continue")}</button></form>`}function lo({of:{tasks:e}}){return s`<${w}
    caption=${o("page.run.tasks")}
    head=${[o("page.run.task"),o("page.run.state"),o("page.cost"),o("page.run.ofLimit")]}
    numeric=${[2]}
    rows=${e.value.map(({task:t,state:n,fraction:r,cost:i,limit:a})=>[o(`task.${t}`),s`${o(`taskStatus.${n}`)}${r!==void 0&&s` <progress max="1" value=${r} aria-label=${o("page.run.progress",{task:o(`task.${t}`)})}></progress>`}`,f(i),s`<${z} part=${i} whole=${a} label=${o("page.spentOf",{spent:f(i),limit:f(a)})}/> ${f(a)}`])}/>`}function uo({of:{cost:e,run:t}}){let n=e.value;if(!n)return s`<p></p>`;let r=t.value?.result?.local,i=[[o("page.bill.total"),y(n.total_cost)],[o("page.bill.calls"),N(n.api_calls)],[o("page.bill.free"),N(n.free_requests)],[o("page.bill.tokensIn"),N(n.prompt_tokens)],[o("page.bill.tokensOut"),N(n.completion_tokens)],[o("page.bill.local"),N(r?.calls??0)]];return s`<section aria-labelledby="bill-title"><h3 id="bill-title">${o("page.bill.title")}</h3>
    <dl class="bill">${i.map(([a,l])=>s`<div><dt>${a}</dt><dd>${l}</dd></div>`)}</dl></section>`}var fe=p(void 0),ge=p([]),M=p(void 0),po=50;function lt(){b.workflow!==null&&(M.value=ce(b.workflow));let e=_(async()=>{ge.value=await m(`/api/workflows${v({limit:po,tenant:J})}`)}),t=()=>{g(fe,e)};return P(({type:n})=>{["workflow.queued","workflow.started","workflow.ended","reset"].includes(n)&&t()}),t(),s`<${mo}/><${h} of=${fe}/><${co}/><${fo}/>`}function co(){return s`<div>${M.value&&s`<${it} key=${M.value.id} run=${M.value}/>`}</div>`}function mo(){return s`<form class="fields" onSubmit=${k((t,n)=>g(fe,async()=>{let r=String(t.get("sources")).split(/\s+/).filter(Boolean),i=String(t.get("most")).trim(),{workflow:a}=await m("/api/workflows","POST",{sources:r,depth:t.get("depth"),...J&&{tenant:J},...i!==""&&{max_cost_usd:i}});history.pushState(null,"",`/runs/${a}`),M.value=ce(a);let l=n.elements.namedItem("sources");l instanceof HTMLInputElement&&(l.value="")}))}>
    <label class="wide">${o("page.run.sources")}
      <input name="sources" type="text" inputmode="url" required autocomplete="off" placeholder="https://"
        aria-describedby="sources-hint"/></label>
    <p class="hint wide" id="sources-hint">${o("page.run.sourcesHint")}</p>
    <label>${o("page.run.depth")}
      <select name="depth">${Object.entries(b.depths).map(([t,{total:n}])=>s`<option value=${t} selected=${t==="standard"}>${o("page.run.depthAtMost",{depth:o(`depth.${t}`),most:f(n)})}</option>`)}</select></label>
    <label>${o("page.run.most")}
      <input name="most" inputmode="decimal" autocomplete="off" size="8"/></label>
    <button>${o("page.run.start")}</button>
  </form>`}function fo(){return ge.value.length===0?s`<p>${o("page.run.none")}</p>`:s`<${w}
    caption=${o("page.run.list")}
    head=${[o("page.run.source"),o("page.run.state"),o("page.run.depth"),o("page.cost"),o("page.run.when")]}
    numeric=${[3]}
    rows=${ge.value.map(({workflow:e,title:t,source:n,state:r,depth:i,cost:a,created_at:l})=>[s`<a href=${`/runs/${e}`}>${t??n}</a>`,o(`runs.state.${r}`),o(`depth.${i}`),a===null?"":f(a),x(l)])}/>`}function ut({view:e}){switch(e){case"runs":return lt();case"costs":return ze();case"budgets":return Be();case"recall":return Ye();case"prices":return We();case"reconcile":return Ze();default:return e}}var $e=document.getElementById("view");$e&&($e.replaceChildren(),ye(ut(b),$e));document.querySelector("nav [aria-current]")?.scrollIntoView({block:"nearest",inline:"center"});Re();
