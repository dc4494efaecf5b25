import{a as ge,b as be,c as p,d as ye,e as O,f as b,g as V,h as G,i as o,j as F,k,l as f,m as y,n as N,o as S,p as J,q as he,r as L}from"./chunk-SNASSC4E.js";var M=class extends Error{status;code;constructor(t,n,r){super(r),this.status=t,this.code=n}};async function m(e,t="GET",n){let r=await fetch(e,{method:t,...n&&{headers:{"content-type":"application/json"},body:JSON.stringify(n)}}).catch(()=>{throw new M(0,"unreachable",o("page.problem.unreachable"))});if(r.status===401&&location.reload(),r.ok)return r.status===204?void 0:r.json();let{code:i="",detail:a}=await r.json().catch(()=>({}));throw new M(r.status,i,a??o("page.problem.unexpected"))}function w(e){let t=Object.entries(e).flatMap(([n,r])=>r===void 0||r===""?[]:[[n,String(r)]]);return t.length===0?"":`?${new URLSearchParams(t)}`}function _(e){let t=!1,n=!1;return async()=>{if(n=!0,!t){t=!0;try{for(;n;)n=!1,await e()}finally{t=!1}}}}var it=["booked","workflow.queued","workflow.started","task.started","task.progress","task.completed","budget.refused","track_cost","workflow.ended","workflow.suspended","reset"],we=p(b.sessionCost.total_cost),W=p(!1),X=new Set;function P(e){return X.add(e),()=>X.delete(e)}var lt=_(async()=>{we.value=(await m(`/api/session/cost${w({tenant:V})}`)).total_cost});function ve(){let e=new EventSource("/api/events"),t=()=>{lt().catch(()=>{})};e.addEventListener("open",()=>{W.value=!0,t()}),e.addEventListener("error",()=>{W.value=!1});for(let n of it)e.addEventListener(n,r=>{(n==="booked"||n==="reset")&&t();for(let i of X)i({type:n,data:JSON.parse(r.data)})});O(()=>{let n=document.getElementById("session-cost");n&&(n.textContent=y(we.value))}),O(()=>{document.getElementById("session")?.classList.toggle("live",W.value)})}var Re=function(e,t,n,r){var i;t[0]=0;for(var a=1;a<t.length;a++){var l=t[a++],u=t[a]?(t[0]|=l?1:2,n[t[a++]]):t[++a];l===3?r[0]=u:l===4?r[1]=Object.assign(r[1]||{},u):l===5?(r[1]=r[1]||{})[t[++a]]=u:l===6?r[1][t[++a]]+=u+"":l?(i=e.apply(u,Re(e,u,n,["",null])),r.push(i),u[0]?t[0]|=2:(t[a-2]=0,t[a]=i)):r.push(u)}return r},ke=new Map;function Te(e){var t=ke.get(this);return t||(t=new Map,ke.set(this,t)),(t=Re(this,t.get(e)||(t.set(e,t=(function(n){for(var r,i,a=1,l="",u="",c=[0],d=function(T){a===1&&(T||(l=l.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?c.push(0,T,l):a===3&&(T||l)?(c.push(3,T,l),a=2):a===2&&l==="..."&&T?c.push(4,T,0):a===2&&l&&!T?c.push(5,0,!0,l):a>=5&&((l||!T&&a===5)&&(c.push(a,0,l,i),a=6),T&&(c.push(a,T,0,i),a=6)),l=""},g=0;g<n.length;g++){g&&(a===1&&d(),d(g));for(var C=0;C<n[g].length;C++)r=n[g][C],a===1?r==="<"?(d(),c=[c],a=3):l+=r:a===4?l==="--"&&r===">"?(a=1,l=""):l=r+l[0]:u?r===u?u="":l+=r:r==='"'||r==="'"?u=r:r===">"?(d(),a=1):a&&(r==="="?(a=5,i=l,l=""):r==="/"&&(a<5||n[g][C+1]===">")?(d(),a===3&&(c=c[0]),a=c,(c=c[0]).push(2,0,a),a=0):r===" "||r==="	"||r===`
`||r==="\r"?(d(),a=2):l+=r),a===3&&l==="!--"&&(a=4,c=c[0])}return d(),c})(e)),t),arguments,[])).length>1?t:t[0]}var s=Te.bind(ge);function h({of:e}){return s`<p class="problem" role="alert" hidden=${e.value===void 0}>${e.value}</p>`}function H({part:e,whole:t,label:n}){let r=t>0?e/t*100:100,i=r>=100?"full":r>=75?"high":"low";return s`<progress class=${i} max="100" value=${Math.min(100,r)} aria-label=${n}></progress>`}function x({to:e,children:t}){return!e||!/^https?:\/\//i.test(e)?s`<span>${t}</span>`:s`<a href=${e} rel="noreferrer noopener" target="_blank">${t}</a>`}function v({caption:e,head:t,rows:n,numeric:r=[],isTitled:i=!1}){let a=l=>r.includes(l)?"number":void 0;return s`<div class="scroll" role="group" aria-label=${e} tabindex="0"><table>
    <caption class=${i?"unseen":void 0}>${e}</caption>
    <thead><tr>${t.map((l,u)=>s`<th scope="col" class=${a(u)}>${l}</th>`)}</tr></thead>
    <tbody>${n.map(l=>s`<tr>${l.map((u,c)=>c===0?s`<th scope="row">${u}</th>`:s`<td class=${a(c)}>${u}</td>`)}</tr>`)}</tbody>
  </table></div>`}function R(e){return t=>{t.preventDefault();let n=t.currentTarget;e(new FormData(n),n)}}async function $(e,t){e.value=void 0;try{await t()}catch(n){e.value=n instanceof Error?n.message:String(n)}}var Ne=5,E=p(void 0),Ve=p(void 0);async function Se(){let e=await m(`/api/alerts/history${w({limit:Ne})}`),t=e.alerts.at(-1),n=E.value?.alerts.filter(({id:r})=>t!==void 0&&r<t.id)??[];E.value={alerts:[...e.alerts,...n],next_before:n.length>0&&E.value?E.value.next_before:e.next_before}}function ut(e){return $(Ve,async()=>{let t=await m(`/api/alerts/history${w({limit:Ne,before:e})}`);E.value={...t,alerts:[...E.value?.alerts??[],...t.alerts]}})}function xe(){return s`<section aria-labelledby="alert-history">
    <h2 id="alert-history">${o("page.budgets.history")}</h2>
    <${h} of=${Ve}/><${pt}/>
  </section>`}function pt(){let{alerts:e=[],next_before:t=null}=E.value??{};return e.length===0?s`<p>${E.value?o("page.budgets.noHistory"):""}</p>`:s`<div>
    <${v}
      caption=${o("page.budgets.history")}
      isTitled
      head=${[o("page.budgets.when"),o("page.budgets.whose"),o("page.budgets.budget"),o("page.budgets.threshold"),o("page.costs.spent"),o("page.budgets.owners")]}
      numeric=${[3]}
      rows=${e.map(n=>[J(n.created_at),k(n.subject),o(`budgetName.${n.period}`),S(n.threshold_percent),o("page.spentOf",{spent:y(n.spent_usd),limit:y(n.limit_usd)}),ct(n)])}/>
    ${t!==null&&s`<p><button class="quiet" onClick=${()=>ut(t)}>${o("page.budgets.older")}</button></p>`}
  </div>`}function ct({state:e,ended_at:t}){return o(`page.budgets.telling.${e}`,{when:t===null?"":J(t)})}var q=p(void 0),z=p([]),Y=p([]),B=p(""),Je=p(""),dt=b.caller.role!=="client",_e=_(async()=>{let[e,t]=await Promise.all([m("/api/budgets"),m("/api/alerts"),Se()]);z.value=e,Y.value=t});function Ce(){let e=()=>{$(q,_e)};return P(({type:t})=>{(t==="booked"||t==="reset")&&e()}),e(),s`<${h} of=${q}/><p role="status">${Je}</p><${mt}/><${xe}/><${ft}/>
    ${b.caller.role==="operator"&&s`<${bt}/>`}`}function mt(){return s`<section aria-labelledby="alerts">
    <h2 id="alerts">${o("page.budgets.alerts")}</h2>
    ${Y.value.length===0&&s`<p>${o("page.budgets.noAlerts")}</p>`}
    <ul>${Y.value.map(({subject:e,period:t,percent:n,spent_usd:r,limit_usd:i,resets_at:a})=>s`<li>${o("page.budgets.alert",{budget:o(`budgetName.${t}`),subject:k(e),percent:S(n),spent:y(r),limit:y(i),reset:J(a)})}</li>`)}</ul>
  </section>`}function ft(){return s`<div>${z.value.map(({subject:e,budgets:t})=>s`<section key=${e} class="subject" aria-labelledby=${`of-${e}`}>
      <h2 id=${`of-${e}`}>${k(e)}</h2>
      <ul class="budgets">${t.map(n=>s`<${$t} subject=${e} budget=${n}/>`)}</ul>
    </section>`)}</div>`}function $t({subject:e,budget:t}){let{period:n,limit_usd:r,mode:i,spent_usd:a,held_usd:l,resets_at:u}=t,c=o(`budgetName.${n}`),d=`${e} ${n}`,g=r===null?o("page.budgets.noLimit",{spent:y(a)}):o("page.spentOf",{spent:y(a),limit:y(r)});return s`<li>
    <strong>${c}</strong> ${r!==null&&s`<${H} part=${a} whole=${r} label=${`${c}: ${g}`}/>`}
    <span>${g}</span> ${i&&s`<span class="hint">${o(`mode.${i}`)}</span>`}
    ${l>0&&s` <span class="hint">${o("page.budgets.held",{held:f(l)})}</span>`}
    <span class="hint">${o("page.budgets.resets",{reset:J(u)})}</span>
    ${dt&&B.value!==d&&s` <button class="quiet" aria-label=${o("page.budgets.editOf",{budget:c,subject:k(e)})}
        onClick=${()=>{B.value=d}}>${o("page.budgets.edit")}</button>`}
    ${B.value===d&&s`<${gt} subject=${e} budget=${t}/>`}
  </li>`}function gt({subject:e,budget:t}){let{period:n,limit_usd:r,mode:i}=t,a=`/api/budgets/${encodeURIComponent(e)}/${n}`,l=async d=>{B.value="",Je.value=o(d,{budget:o(`budgetName.${n}`),subject:k(e)}),await _e()},u=d=>$(q,async()=>{await m(a,"PUT",{limit_usd:d.get("limit"),mode:d.get("mode")}),await l("page.budgets.set")}),c=()=>$(q,async()=>{await m(a,"DELETE"),await l("page.budgets.unset")});return s`<form class="fields" onSubmit=${R(u)}>
    <label>${o("page.budgets.limit")}
      <input name="limit" inputmode="decimal" required size="8" autocomplete="off" value=${r??""}
        ref=${d=>d?.focus()}/></label>
    <label>${o("page.budgets.mode")}
      <select name="mode">${["hard","soft"].map(d=>s`<option value=${d} selected=${d===(i??"hard")}>${o(`mode.${d}`)}: ${o(`modeMeaning.${d}`)}</option>`)}</select></label>
    <button>${o("page.budgets.save")}</button>
    ${t.origin==="own"&&s`<button type="button" class="quiet" onClick=${c}>${o("page.budgets.takeAway")}</button>`}
    <button type="button" class="quiet" onClick=${()=>{B.value=""}}>${o("page.budgets.cancel")}</button>
  </form>`}function bt(){return s`<form class="fields" onSubmit=${R(t=>$(q,async()=>{let n=await m(`/api/budgets/${encodeURIComponent(String(t.get("subject")).trim())}`);z.value=[...z.value.filter(({subject:r})=>r!==n.subject),n]}))}>
    <label>${o("page.budgets.other")} <input name="subject" required autocomplete="off" placeholder="guild_123, app_shop, user_123"/></label>
    <button>${o("page.budgets.show")}</button>
  </form>`}var Pe=p(o("page.costs.chartHint"));function Ae({spend:e,title:t}){let n,r=l=>{if(n?.destroy(),n=void 0,!l)return;let u=new IntersectionObserver(([c])=>{c?.isIntersecting&&(u.disconnect(),import("./chart-JPQF762V.js").then(({drawChart:d})=>{l.isConnected&&(l.replaceChildren(),n=d(l,e,g=>{Pe.value=g}))}))});u.observe(l)},i={ArrowLeft:-1,ArrowRight:1,Home:-1/0,End:1/0},a=l=>{let u=i[l.key];u!==void 0&&(l.preventDefault(),n?.move(u))};return s`<figure aria-labelledby="spend-title">
    <figcaption id="spend-title">${t}</figcaption>
    <div class="chart" ref=${r} role="application" tabindex="0" aria-label=${o("page.costs.chartHint")}
      aria-details="spend-table" onKeyDown=${a}></div>
    <p role="status" class="hint">${Pe}</p>
    <details id="spend-table"><summary>${o("page.costs.asTable")}</summary>
      <${v}
        caption=${t}
        head=${[o("page.costs.day"),o("page.costs.spent"),o("page.costs.expected")]}
        numeric=${[1,2]}
        rows=${e.days.map((l,u)=>[L(l,"UTC"),Ee(e.spent[u]),Ee(e.expected[u])])}/></details>
  </figure>`}function Ee(e){return e==null?"":f(e)}var Fe=p(void 0),Oe=p(void 0);function Le(e){return $(Oe,async()=>{Fe.value=await m(`/api/anomalies${w({from:e})}`)})}function Be(){return s`<section aria-labelledby="anomalies">
    <h2 id="anomalies">${o("page.anomalies.title")}</h2>
    <${h} of=${Oe}/>
    <${yt}/>
  </section>`}function yt(){let e=Fe.value;return!e||e.length===0?s`<p>${e?o("page.anomalies.none"):""}</p>`:s`<${v}
    caption=${o("page.anomalies.title")}
    isTitled
    head=${[o("page.costs.day"),o("page.anomalies.what"),o("page.costs.name"),o("page.costs.spent"),o("page.anomalies.usual"),o("page.anomalies.run")]}
    numeric=${[3,4]}
    rows=${e.map(t=>[L(t.from,"UTC"),o(`page.anomalies.kind.${t.kind}`),ht(t),...wt(t),"workflow"in t&&t.workflow?s`<a href=${`/runs/${t.workflow}`}>${o("page.anomalies.dearest")}</a>`:""])}/>`}function ht(e){return e.kind==="dear_workflow"?F("depth",e.subject):e.kind!=="spend_spike"?e.subject:e.subject==="none"?o("page.costs.none"):e.dimension==="task"?F("task",e.subject):k(e.subject)}function wt(e){if(e.kind!=="failure_rate")return[f(e.spent_usd),f(e.usual_usd)];let t=e.failed_calls/Math.max(1,e.calls)*100;return[o("page.anomalies.failed",{percent:S(t)}),S(e.usual_failed_percent)]}var Z=20,vt=["task","model","member","server"],A=p("task"),te=p(void 0),ee=p(!1);function qe(){let e=te.value;return s`<section aria-labelledby="breakdown">
    <h2 id="breakdown">${o("page.costs.breakdown")}</h2>
    <p role="group" aria-labelledby="breakdown" class="choices">${vt.map(t=>s`<button type="button" aria-pressed=${t===A.value} onClick=${()=>{A.value=t,ee.value=!1}}>${o(`page.costs.by.${t}`)}</button> `)}</p>
    ${e&&e.rows.length===0&&s`<p>${o("page.costs.nothing")}</p>`}
    ${e&&e.rows.length>0&&s`<${kt} table=${e}/>`}
  </section>`}function kt({table:e}){let t=e.rows.map(a=>({name:Tt(a.group??a.name),cost:a.cost_usd,calls:a.calls+a.local_calls,tokens:a.total_tokens+a.local_tokens})).toSorted((a,l)=>l.cost-a.cost),n=t.length>Z+1&&!ee.value,r=n?[...t.slice(0,Z),Rt(t.slice(Z))]:t,i=e.totals.cost_usd;return s`<div>
    <${v}
      caption=${o(`page.costs.by.${A.value}`)}
      head=${[o("page.costs.name"),o("page.cost"),o("page.costs.share"),o("page.bill.calls"),o("page.bill.tokens")]}
      numeric=${[1,2,3,4]}
      rows=${r.map(({name:a,cost:l,calls:u,tokens:c})=>[a,f(l),i>0?S(l/i*100):"",N(u),N(c)])}/>
    ${n&&s`<p><button class="quiet" onClick=${()=>{ee.value=!0}}>${o("page.costs.showAll",{count:t.length})}</button></p>`}
  </div>`}function Rt(e){let t=n=>e.reduce((r,i)=>r+n(i),0);return{name:o("page.costs.others",{count:e.length}),cost:t(({cost:n})=>n),calls:t(({calls:n})=>n),tokens:t(({tokens:n})=>n)}}function Tt(e){if(e==="none")return o("page.costs.none");switch(A.value){case"task":return F("task",e);case"member":return G(`user_${e}`)??e;case"server":return G(e)?k(e):e;case"model":return e;default:return A.value}}async function De(e,t){let n=w({subject:t}),[r,i,a]=await Promise.all([m(`/api/report${w({kind:"daily",days:e,tenant:t})}`),m(`/api/forecast${n}`),t===""?void 0:m(`/api/budgets/${encodeURIComponent(t)}`)]),l=a?.budgets.find(({period:u})=>u==="day")?.limit_usd??void 0;return{spend:Nt(e,r,i,l),total:r.totals.cost_usd,forecast:Vt(i),usedUp:St(i)}}function Nt(e,t,n,r){let i=new Map(t.rows.map(({name:d,cost_usd:g})=>[d,g])),a=_t(t.time_zone,Date.parse(t.to)-1),l=Array.from({length:e},(d,g)=>oe(a,g-e+1)),u=n.per_day_usd,c=u===null?[]:Jt(a);return{days:[...l,...c],spent:[...l.map(d=>i.get(d)??0),...c.map(()=>null)],expected:[...l.map(d=>d===a?u:null),...c.map(()=>u)],limit:r}}function Vt({kind:e,projected_usd:t,low_usd:n,high_usd:r}){if(t===null||n===null||r===null)return o("page.costs.noForecast");let i={amount:y(t),low:f(n),high:f(r)};return o(e==="little_data"?"page.costs.forecastOfLittle":"page.costs.forecast",i)}function St({limits:e,time_zone:t}){return e.flatMap(({period:n,limit_usd:r,spent_usd:i,reached_at:a})=>{if(a===null)return[];let l={budget:o(`budgetName.${n}`),limit:f(r)};if(i>=r)return[o("page.costs.usedUp",l)];let u=n==="month"?L(a,t):he(a,t);return[o("page.costs.usedUpOn",{...l,when:u})]})}var xt=864e5;function oe(e,t){return new Date(Date.parse(e)+t*xt).toISOString().slice(0,10)}function Jt(e){let t=[];for(let n=oe(e,1);n.slice(0,7)===e.slice(0,7);n=oe(n,1))t.push(n);return t}function _t(e,t){let n=new Intl.DateTimeFormat("en",{timeZone:e,year:"numeric",month:"2-digit",day:"2-digit"}).formatToParts(t).map(({type:l,value:u})=>[l,u]),{year:r,month:i,day:a}=Object.fromEntries(n);return`${r}-${i}-${a}`}var Ct=[7,30,90,365],ne=b.caller.role==="operator",je=p(void 0),D=p(30),K=p(V??""),re=p(void 0);function Ie(){let e=_(async()=>{let r={days:D.value,tenant:K.value},[i,a]=await Promise.all([De(r.days,r.tenant),m(`/api/report${w({...r,by:A.value})}`)]);re.value=i,te.value=a}),t=()=>{$(je,e)};O(()=>{D.value&&A.value!==void 0&&K.value!==void 0&&t()});let n=ye(()=>re.value?.spend.days[0]);return O(()=>{ne&&n.value!==void 0&&Le(n.value)}),P(({type:r})=>{(r==="workflow.ended"||r==="reset")&&t()}),s`<${Pt}/><${h} of=${je}/><${Et}/><${qe}/>
    ${ne&&s`<${Be}/>`}
    <${At}/>`}function Pt(){return s`<form class="fields" onSubmit=${e=>e.preventDefault()}>
    <label>${o("page.costs.days")}
      <select onChange=${e=>{D.value=Number(e.target.value)}}>${Ct.map(e=>s`<option value=${e} selected=${e===D.value}>${o("common.days",{count:e})}</option>`)}</select></label>
    ${ne&&s`<label>${o("page.costs.tenant")}
      <input autocomplete="off" placeholder=${o("page.costs.everybody")} onChange=${e=>{K.value=e.target.value.trim()}}/></label>`}
  </form>`}function Et(){let e=re.value;return e?s`<section aria-labelledby="over-time">
    <h2 id="over-time">${o("page.costs.overTime")}</h2>
    <p>${o("page.costs.total",{amount:y(e.total)})} ${e.forecast}</p>
    ${e.usedUp.length>0&&s`<ul>${e.usedUp.map(t=>s`<li>${t}</li>`)}</ul>`}
    <${Ae} spend=${e.spend} title=${o("page.costs.perDay")}/>
  </section>`:s`<p></p>`}function At(){let e={days:D.value,tenant:K.value};return s`<section aria-labelledby="exports">
    <h2 id="exports">${o("page.costs.exports")}</h2>
    <ul>
      <li><a href=${`/api/exports/report${w({...e,format:"csv"})}`} download>${o("page.costs.exportReport")}</a></li>
      <li><a href=${`/api/exports/entries${w({tenant:e.tenant,format:"csv"})}`} download>${o("page.costs.exportEntries")}</a></li>
    </ul>
  </section>`}var Me=p(void 0),He=p(void 0);function Ue(e){return $(Me,async()=>{He.value=await m(`/api/prices${w({model:e})}`)})}function ze(){return Ue(""),s`<form class="fields" onSubmit=${R(t=>Ue(String(t.get("model")).trim()))}>
      <label>${o("page.prices.model")} <input name="model" autocomplete="off" placeholder="openai:gpt-5-mini"/></label>
      <button>${o("page.prices.show")}</button>
    </form>
    <${h} of=${Me}/><${Ft}/>`}function Ft(){let e=He.value;return e?s`<div>
    <p>${o("page.prices.version",{version:e.version,age:o("common.days",{count:e.age_days})})}</p>
    ${e.warnings.map(t=>s`<p class="problem">${t}</p>`)}
    ${e.models.length===0&&s`<p>${o("page.prices.none")}</p>`}
    ${e.models.map(({model:t,source:n,rates:r,estimated:i,warnings:a})=>s`<section>
      <${v}
        caption=${t}
        head=${[o("page.prices.rate"),o("page.prices.usd")]}
        numeric=${[1]}
        rows=${Object.entries(r).map(([l,u])=>[Ot(l),`$${u}`])}/>
      <p class="hint">${n===null?o("page.prices.unknown"):o(`page.prices.source.${n}`)}${i&&n!==null?` ${o("page.prices.estimated")}`:""}</p>
      ${a.map(l=>s`<p class="problem">${l}</p>`)}
    </section>`)}
  </div>`:s`<p></p>`}function Ot(e){let[,t,n=e]=/^(?:above (\d+): )?(\w+)$/.exec(e)??[],r=o(`page.prices.rates.${n}`);return t===void 0?r:o("page.prices.above",{rate:r,tokens:Number(t)})}var Ke=p(void 0),se=p(void 0),ae=p(!1);function Qe(){return s`<form class="fields" onSubmit=${R(async t=>{ae.value=!0,se.value=void 0,await $(Ke,async()=>{se.value=await m("/api/recall","POST",{question:t.get("question"),...V&&{tenant:V}})}),ae.value=!1})}>
      <label class="wide">${o("page.recall.question")} <input name="question" required maxlength="2000" autocomplete="off"/></label>
      <button>${o("page.recall.ask")}</button>
    </form>
    <${h} of=${Ke}/><${Lt}/>`}function Lt(){let e=se.value;return s`<section class="brief" aria-live="polite">
    ${ae.value&&s`<p>${o("page.recall.asking")}</p>`}
    ${e&&s`<p>${e.answer}</p>
      ${e.quotes.map(({text:t,title:n,url:r})=>s`<blockquote>${t} (<${x} to=${r}>${n}<//>)</blockquote>`)}
      ${!e.found&&s`<p class="hint">${o("answer.onlyDeep")}</p>`}
      ${e.notes.map(t=>s`<p class="hint">${t}</p>`)}
      <p class="hint">${o("page.recall.cost",{cost:y(e.cost.total_cost)})}</p>`}
  </section>`}var ie=p(void 0),ue=p(void 0),le=p({}),Bt=[2,3,4,6];function Ge(){let e=t=>$(ie,async()=>{let n=t.get("csv"),r=n instanceof File&&n.size>0?await n.text():void 0;le.value={provider:t.get("provider"),from:t.get("from"),to:t.get("to"),...r!==void 0&&{csv:r}},ue.value=await m("/api/reconcile","POST",le.value)});return s`<p>${o("page.reconcile.about")}</p>
    <form class="fields" onSubmit=${R(e)}>
      <label>${o("page.reconcile.provider")}
        <select name="provider">${b.billedProviders.map(t=>s`<option>${t}</option>`)}</select></label>
      <label>${o("page.reconcile.from")} <input type="date" name="from" required/></label>
      <label>${o("page.reconcile.to")} <input type="date" name="to" required/></label>
      <label>${o("page.reconcile.csv")} <input type="file" name="csv" accept=".csv,text/csv"/></label>
      <button>${o("page.reconcile.compare")}</button>
    </form>
    <${h} of=${ie}/><${qt}/>`}function qt(){let e=ue.value;if(!e)return s`<p></p>`;let{days:t,open_days:n,corrections:r}=e;return t.length+n.length===0?s`<p>${o("reconciliation.nothing")}</p>`:s`<div aria-live="polite">
    <${v}
      caption=${o("page.reconcile.days")}
      head=${["date","model","books","bill","drift","explained","unexplained"].map(Dt)}
      numeric=${Bt}
      rows=${[...t.map(({date:i,model:a,ledger_usd:l,provider_usd:u,drift_usd:c,explained:d,unexplained_usd:g})=>[i,a,f(l),f(u),f(c),d.map(C=>`${o(`driftClass.${C.class}`)} ${f(C.usd)}`).join("; "),f(g)]),...n.map(({date:i,model:a,ledger_usd:l,provider_usd:u})=>[i,a,f(l),f(u),"",o("reconciliation.open"),""])]}/>
    ${r.length>0&&s`<${jt} corrections=${r}/>`}
  </div>`}function Dt(e){return o(`page.reconcile.column.${e}`)}function jt({corrections:e}){let t=()=>$(ie,async()=>{ue.value=await m("/api/reconcile","POST",{...le.value,correct:!0})});return s`<section aria-labelledby="corrections">
    <h2 id="corrections">${o("page.reconcile.corrections")}</h2>
    <ul>${e.map(({date:n,model:r,from_usd:i,to_usd:a,booked:l})=>s`<li>${n} ${r}: ${o(l?"page.reconcile.became":"page.reconcile.wouldBecome",{from:f(i),to:f(a)})}</li>`)}</ul>
    ${e.some(({booked:n})=>!n)&&s`<button onClick=${t}>${o("page.reconcile.book")}</button>`}
  </section>`}var We=()=>{};function pe(e){We();let t={id:e,run:p(void 0),cost:p(void 0),tasks:p([]),problem:p(void 0)},n=_(async()=>{let[i,a]=await Promise.all([m(`/api/workflows/${e}`),m(`/api/workflows/${e}/cost`)]);t.run.value=i,t.cost.value=a,t.tasks.value=It(i,a,t.tasks.value)}),r=()=>{$(t.problem,n)};return We=P(i=>{i.type!=="reset"&&i.data.workflow!==e||(t.tasks.value=t.tasks.value.map(a=>Ut(a,i)),i.type!=="task.progress"&&r())}),r(),{...t,refresh:r}}function It(e,t,n){let{tasks:r}=b.depths[e.depth];return r.map(({task:i,limit:a})=>{let l=e.result?.tasks.find(({name:c})=>c===i),u=n.find(c=>c.task===i);return{task:i,limit:e.result?.limits.per_task[i]??a,cost:t.node_costs[i]??l?.cost??0,state:l?.status??u?.state??"waiting",fraction:l?void 0:u?.fraction}})}function Ut(e,{type:t,data:n}){if(n.task!==e.task)return e;switch(t){case"task.started":return{...e,state:"running",fraction:void 0};case"task.progress":return{...e,state:"running",fraction:Number(n.fraction)};case"task.completed":return{...e,state:n.status,cost:Number(n.cost_usd),fraction:void 0};default:return e}}function ce(e){return e==="not checkable here"||e==="not checked"}function Ye(e){let t=Math.max(0,Math.floor(e)),n=Math.floor(t/3600),r=Math.floor(t/60)%60;return[...n>0?[n,Xe(r)]:[r],Xe(t%60)].join(":")}function Xe(e){return String(e).padStart(2,"0")}var Mt=[[/^(?:(?:www|m|music)\.)?youtube\.com$|^youtu\.be$|^(?:www\.)?youtube-nocookie\.com$/,(e,t)=>e.searchParams.set("t",`${t}s`)],[/^(?:www\.|player\.)?vimeo\.com$/,(e,t)=>{e.hash=`t=${t}s`}],[/^(?:www\.|m\.)?twitch\.tv$/,(e,t)=>e.searchParams.set("t",`${t}s`)]];function Ze(e,t,n){let r=e===void 0?null:URL.parse(e);if(!r||!/^https?:$/.test(r.protocol))return;let i=Math.max(0,Math.floor(n)),a=Mt.find(([l])=>l.test(r.hostname))?.[1];if(a)a(r,i);else if(t==="audio"||t==="video")r.hash=`t=${i}`;else return;return r.href}function j({point:e,source:t,hasQuote:n=!0,children:r}){let{text:i,quote:a}=e,l=n&&a.trim()!==i.trim();return s`<li><${Ht} of=${e} source=${t}/>${i}${e.source&&s` (<${x} to=${e.source}>${zt(e.source)}<//>)`}${l&&s`<blockquote>${a}</blockquote>`}${r}</li>`}function Ht({of:e,source:t}){if(e.at_seconds===void 0||!t)return;let n=t.sources?.find(({url:a})=>a===e.source),{url:r,type:i}=n&&"type"in n?n:t;return s`<${x} to=${Ze(r,i,e.at_seconds)}>${Ye(e.at_seconds)}<//> `}function zt(e){return URL.parse(e)?.hostname||e}function et({claims:e,source:t}){let n=e.filter(({verdict:i})=>!ce(i)),r=Map.groupBy(e.filter(({verdict:i})=>ce(i)),({verdict:i})=>i);return s`<div>
    ${n.length>0&&s`<h4>${o("page.brief.claims")}</h4>
      <ul>${n.map(i=>s`<${Kt} claim=${i} source=${t}/>`)}</ul>`}
    ${[...r].map(([i,a])=>s`<h4>${o("page.brief.claimsOf",{verdict:o(`verdict.${i}`)})}</h4>
        <ul>${a.map(l=>s`<${j} point=${l} source=${t} hasQuote=${!1}/>`)}</ul>`)}
  </div>`}function Kt({claim:e,source:t}){let{verdict:n,confidence:r,evidence:i}=e,a=r>0?` (${S(r*100)})`:"";return s`<${j} point=${e} source=${t}> <strong>${o(`verdict.${n}`)}${a}</strong>
    ${i.length>0&&s`<ul>${i.map(({text:l,title:u,url:c,stance:d})=>s`<li>${o(`page.brief.stance.${d}`)}: ${l} (<${x} to=${c}>${u}<//>)</li>`)}</ul>`}<//>`}function tt({brief:e,source:t,notes:n}){return s`<section class="brief" aria-labelledby="brief-title">
    <h3 id="brief-title">${o("page.brief.title")}</h3>
    ${e.summary.split(/\n+/).map(r=>s`<p>${r}</p>`)}
    ${e.key_points.length>0&&s`<h4>${o("page.brief.keyPoints")}</h4>
      <ul>${e.key_points.map(r=>s`<${j} point=${r} source=${t}/>`)}</ul>`}
    <${et} claims=${e.claims} source=${t}/>
    ${e.comparison&&s`<${Qt} comparison=${e.comparison}/>`}
    ${e.related.length>0&&s`<h4>${o("page.brief.related")}</h4>
      <ul>${e.related.map(({title:r,workflow:i})=>s`<li><a href=${`/runs/${i}`}>${r}</a></li>`)}</ul>`}
    ${n.length>0&&s`<h4>${o("page.brief.notes")}</h4><ul>${n.map(r=>s`<li>${r}</li>`)}</ul>`}
  </section>`}function Qt({comparison:e}){let t=(n,r)=>r.length>0&&s`<h4>${n}</h4><ul>${r.map(({text:i,said:a})=>s`<li>${i}${a.map(({source:l,quote:u})=>s`<blockquote>${u} (<${x} to=${l}>${l}<//>)</blockquote>`)}</li>`)}</ul>`;return s`<div>
    ${t(o("page.brief.agreements"),e.agreements)}
    ${t(o("page.brief.contradictions"),e.contradictions)}
  </div>`}var Q=p(void 0);function ot({of:{id:e,problem:t}}){Q.value=void 0;let n=()=>$(t,async()=>{Q.value=await m(`/api/workflows/${e}/entries`)});return s`<details onToggle=${r=>{r.target.open&&n()}}>
    <summary>${o("page.run.calls")}</summary>
    <${Gt}/>
  </details>`}function Gt(){return Q.value?s`<${v}
    caption=${o("page.run.calls")}
    isTitled
    head=${[o("page.run.task"),o("page.run.model"),o("page.bill.tokensIn"),o("page.bill.tokensOut"),o("page.cost"),o("page.run.known")]}
    numeric=${[2,3,4]}
    rows=${Q.value.map(({task:e,provider:t,model:n,input_tokens:r,output_tokens:i,cost_usd:a,provenance:l})=>[F("task",e??"none"),`${t}:${n}`,N(r??0),N(i??0),f(a),o(`cost.provenance.${l}`)])}/>`:s`<p></p>`}var Wt=["queued","running"];function nt({run:e}){let t=e.run.value;return t?s`<section class="run" aria-labelledby="run-title">
    <h2 id="run-title"><${x} to=${t.source}>${t.result?.source?.title??t.title??t.source}<//></h2>
    <p role="status">${Xt(t,e)}</p>
    <${h} of=${e.problem}/>
    ${Wt.includes(t.state)?s`<${Yt} of=${e}/>`:s`<${Zt} of=${e} run=${t}/>`}
    <${oo} of=${e}/>
    <${no} of=${e}/>
    <${ot} key=${t.state} of=${e}/>
    ${t.result?.brief&&s`<${tt} brief=${t.result.brief} source=${t.result.source} notes=${t.result.notes}/>`}
  </section>`:s`<${h} of=${e.problem}/>`}function Xt({state:e},{tasks:t}){let n=t.value.find(i=>i.state==="running"),r=o(`runs.state.${e}`);return e==="running"&&n?`${r}: ${o(`task.${n.task}`)}`:r}function Yt({of:{id:e,problem:t}}){return s`<p><button class="quiet" onClick=${()=>$(t,async()=>{await m(`/api/workflows/${e}/cancel`,"POST")})}>${o("page.run.cancel")}</button></p>`}function Zt({of:e,run:t}){let n=t.result?.failure;return s`<div>
    ${n&&s`<p class="problem">${n.message} ${n.hint}</p>`}
    ${t.result?.refusal&&s`<${eo} refusal=${t.result.refusal} of=${e}/>`}
    ${t.state!=="completed"&&s`<${to} of=${e}/>`}
  </div>`}function eo({refusal:e,of:t}){let{limit:n,subject:r,limit_usd:i,spent_usd:a,requested_usd:l,resets_at:u}=e,[,c]=n.split(":"),d=U=>$(t.problem,async()=>{await m(`/api/budgets/${encodeURIComponent(r)}/${c}`,"PUT",{limit_usd:U.get("limit")}),de.value=o("page.run.raised",{subject:k(r),limit:f(Number(U.get("limit")))})}),{role:g,tenants:C}=b.caller,T=g==="operator"||g==="manager"&&C.some(({tenant:U})=>U===r),at=c!==void 0&&T;return s`<div class="refusal">
    <p>${o("page.run.refused",{limit:f(i),subject:k(r),spent:f(a),needed:f(l)})} ${u===null?"":o("page.run.resets",{when:J(u)})}</p>
    ${at&&s`<form class="fields" onSubmit=${R(d)}>
        <label>${o("page.run.raiseTo")} <input name="limit" inputmode="decimal" required size="8" autocomplete="off"/></label>
        <button>${o("page.run.raise")}</button></form>`}
    <p role="status">${de.value}</p>
  </div>`}var de=p("");function to({of:{id:e,problem:t,refresh:n}}){return s`<form class="fields" onSubmit=${R(i=>$(t,async()=>{let a=String(i.get("most")).trim();await m(`/api/workflows/${e}/continue`,"POST",a===""?{}:{max_cost_usd:a}),de.value="",n()}))}>
    <label>${o("page.run.most")} <input name="most" inputmode="decimal" size="8" autocomplete="off"/></label>
    <button>${o("page.run.continue")}</button></form>`}function oo({of:{tasks:e}}){return s`<${v}
    caption=${o("page.run.tasks")}
    head=${[o("page.run.task"),o("page.run.state"),o("page.cost"),o("page.run.ofLimit")]}
    numeric=${[2]}
    rows=${e.value.map(({task:t,state:n,fraction:r,cost:i,limit:a})=>[o(`task.${t}`),s`${o(`taskStatus.${n}`)}${r!==void 0&&s` <progress max="1" value=${r} aria-label=${o("page.run.progress",{task:o(`task.${t}`)})}></progress>`}`,f(i),s`<${H} part=${i} whole=${a} label=${o("page.spentOf",{spent:f(i),limit:f(a)})}/> ${f(a)}`])}/>`}function no({of:{cost:e,run:t}}){let n=e.value;if(!n)return s`<p></p>`;let r=t.value?.result?.local,i=[[o("page.bill.total"),y(n.total_cost)],[o("page.bill.calls"),N(n.api_calls)],[o("page.bill.free"),N(n.free_requests)],[o("page.bill.tokensIn"),N(n.prompt_tokens)],[o("page.bill.tokensOut"),N(n.completion_tokens)],[o("page.bill.local"),N(r?.calls??0)]];return s`<section aria-labelledby="bill-title"><h3 id="bill-title">${o("page.bill.title")}</h3>
    <dl class="bill">${i.map(([a,l])=>s`<div><dt>${a}</dt><dd>${l}</dd></div>`)}</dl></section>`}var me=p(void 0),fe=p([]),I=p(void 0),ro=50;function rt(){b.workflow!==null&&(I.value=pe(b.workflow));let e=_(async()=>{fe.value=await m(`/api/workflows${w({limit:ro,tenant:V})}`)}),t=()=>{$(me,e)};return P(({type:n})=>{["workflow.queued","workflow.started","workflow.ended","reset"].includes(n)&&t()}),t(),s`<${ao}/><${h} of=${me}/><${so}/><${io}/>`}function so(){return s`<div>${I.value&&s`<${nt} key=${I.value.id} run=${I.value}/>`}</div>`}function ao(){return s`<form class="fields" onSubmit=${R((t,n)=>$(me,async()=>{let r=String(t.get("sources")).split(/\s+/).filter(Boolean),i=String(t.get("most")).trim(),{workflow:a}=await m("/api/workflows","POST",{sources:r,depth:t.get("depth"),...V&&{tenant:V},...i!==""&&{max_cost_usd:i}});history.pushState(null,"",`/runs/${a}`),I.value=pe(a);let l=n.elements.namedItem("sources");l instanceof HTMLInputElement&&(l.value="")}))}>
    <label class="wide">${o("page.run.sources")}
      <input name="sources" type="text" inputmode="url" required autocomplete="off" placeholder="https://"
        aria-describedby="sources-hint"/></label>
    <p class="hint wide" id="sources-hint">${o("page.run.sourcesHint")}</p>
    <label>${o("page.run.depth")}
      <select name="depth">${Object.entries(b.depths).map(([t,{total:n}])=>s`<option value=${t} selected=${t==="standard"}>${o("page.run.depthAtMost",{depth:o(`depth.${t}`),most:f(n)})}</option>`)}</select></label>
    <label>${o("page.run.most")}
      <input name="most" inputmode="decimal" autocomplete="off" size="8"/></label>
    <button>${o("page.run.start")}</button>
  </form>`}function io(){return fe.value.length===0?s`<p>${o("page.run.none")}</p>`:s`<${v}
    caption=${o("page.run.list")}
    head=${[o("page.run.source"),o("page.run.state"),o("page.run.depth"),o("page.cost"),o("page.run.when")]}
    numeric=${[3]}
    rows=${fe.value.map(({workflow:e,title:t,source:n,state:r,depth:i,cost:a,created_at:l})=>[s`<a href=${`/runs/${e}`}>${t??n}</a>`,o(`runs.state.${r}`),o(`depth.${i}`),a===null?"":f(a),J(l)])}/>`}function st({view:e}){switch(e){case"runs":return rt();case"costs":return Ie();case"budgets":return Ce();case"recall":return Qe();case"prices":return ze();case"reconcile":return Ge();default:return e}}var $e=document.getElementById("view");$e&&($e.replaceChildren(),be(st(b),$e));document.querySelector("nav [aria-current]")?.scrollIntoView({block:"nearest",inline:"center"});ve();
