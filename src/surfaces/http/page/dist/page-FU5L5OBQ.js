import{a as de,b as me,c as p,d as fe,e as A,f as b,g as S,h as Q,i as o,j as _,k as N,l as m,m as h,n as T,o as C,p as P,q as L}from"./chunk-KJIC3ZKG.js";var M=class extends Error{status;code;constructor(t,n,r){super(r),this.status=t,this.code=n}};async function f(e,t="GET",n){let r=await fetch(e,{method:t,...n&&{headers:{"content-type":"application/json"},body:JSON.stringify(n)}}).catch(()=>{throw new M(0,"unreachable",o("page.problem.unreachable"))});if(r.status===401&&location.reload(),r.ok)return r.status===204?void 0:r.json();let{code:i="",detail:a}=await r.json().catch(()=>({}));throw new M(r.status,i,a??o("page.problem.unexpected"))}function v(e){let t=Object.entries(e).flatMap(([n,r])=>r===void 0||r===""?[]:[[n,String(r)]]);return t.length===0?"":`?${new URLSearchParams(t)}`}function J(e){let t=!1,n=!1;return async()=>{if(n=!0,!t){t=!0;try{for(;n;)n=!1,await e()}finally{t=!1}}}}var Ye=["booked","workflow.queued","workflow.started","task.started","task.progress","task.completed","budget.refused","track_cost","workflow.ended","workflow.suspended","reset"],$e=p(b.sessionCost.total_cost),G=p(!1),W=new Set;function E(e){return W.add(e),()=>W.delete(e)}var Ze=J(async()=>{$e.value=(await f(`/api/session/cost${v({tenant:S})}`)).total_cost});function ge(){let e=new EventSource("/api/events"),t=()=>{Ze().catch(()=>{})};e.addEventListener("open",()=>{G.value=!0,t()}),e.addEventListener("error",()=>{G.value=!1});for(let n of Ye)e.addEventListener(n,r=>{(n==="booked"||n==="reset")&&t();for(let i of W)i({type:n,data:JSON.parse(r.data)})});A(()=>{let n=document.getElementById("session-cost");n&&(n.textContent=h($e.value))}),A(()=>{document.getElementById("session")?.classList.toggle("live",G.value)})}var ye=function(e,t,n,r){var i;t[0]=0;for(var a=1;a<t.length;a++){var l=t[a++],u=t[a]?(t[0]|=l?1:2,n[t[a++]]):t[++a];l===3?r[0]=u:l===4?r[1]=Object.assign(r[1]||{},u):l===5?(r[1]=r[1]||{})[t[++a]]=u:l===6?r[1][t[++a]]+=u+"":l?(i=e.apply(u,ye(e,u,n,["",null])),r.push(i),u[0]?t[0]|=2:(t[a-2]=0,t[a]=i)):r.push(u)}return r},be=new Map;function he(e){var t=be.get(this);return t||(t=new Map,be.set(this,t)),(t=ye(this,t.get(e)||(t.set(e,t=(function(n){for(var r,i,a=1,l="",u="",c=[0],d=function(R){a===1&&(R||(l=l.replace(/^\s*\n\s*|\s*\n\s*$/g,"")))?c.push(0,R,l):a===3&&(R||l)?(c.push(3,R,l),a=2):a===2&&l==="..."&&R?c.push(4,R,0):a===2&&l&&!R?c.push(5,0,!0,l):a>=5&&((l||!R&&a===5)&&(c.push(a,0,l,i),a=6),R&&(c.push(a,R,0,i),a=6)),l=""},g=0;g<n.length;g++){g&&(a===1&&d(),d(g));for(var x=0;x<n[g].length;x++)r=n[g][x],a===1?r==="<"?(d(),c=[c],a=3):l+=r:a===4?l==="--"&&r===">"?(a=1,l=""):l=r+l[0]:u?r===u?u="":l+=r:r==='"'||r==="'"?u=r:r===">"?(d(),a=1):a&&(r==="="?(a=5,i=l,l=""):r==="/"&&(a<5||n[g][x+1]===">")?(d(),a===3&&(c=c[0]),a=c,(c=c[0]).push(2,0,a),a=0):r===" "||r==="	"||r===`
`||r==="\r"?(d(),a=2):l+=r),a===3&&l==="!--"&&(a=4,c=c[0])}return d(),c})(e)),t),arguments,[])).length>1?t:t[0]}var s=he.bind(de);function y({of:e}){return s`<p class="problem" role="alert" hidden=${e.value===void 0}>${e.value}</p>`}function U({part:e,whole:t,label:n}){let r=t>0?e/t*100:100,i=r>=100?"full":r>=75?"high":"low";return s`<progress class=${i} max="100" value=${Math.min(100,r)} aria-label=${n}></progress>`}function V({to:e,children:t}){return!e||!/^https?:\/\//i.test(e)?s`<span>${t}</span>`:s`<a href=${e} rel="noreferrer noopener" target="_blank">${t}</a>`}function w({caption:e,head:t,rows:n,numeric:r=[],isTitled:i=!1}){let a=l=>r.includes(l)?"number":void 0;return s`<div class="scroll" role="group" aria-label=${e} tabindex="0"><table>
    <caption class=${i?"unseen":void 0}>${e}</caption>
    <thead><tr>${t.map((l,u)=>s`<th scope="col" class=${a(u)}>${l}</th>`)}</tr></thead>
    <tbody>${n.map(l=>s`<tr>${l.map((u,c)=>c===0?s`<th scope="row">${u}</th>`:s`<td class=${a(c)}>${u}</td>`)}</tr>`)}</tbody>
  </table></div>`}function k(e){return t=>{t.preventDefault();let n=t.currentTarget;e(new FormData(n),n)}}async function $(e,t){e.value=void 0;try{await t()}catch(n){e.value=n instanceof Error?n.message:String(n)}}var O=p(void 0),H=p([]),X=p([]),B=p(""),we=p(""),et=b.caller.role!=="client",ve=J(async()=>{let[e,t]=await Promise.all([f("/api/budgets"),f("/api/alerts")]);H.value=e,X.value=t});function ke(){let e=()=>{$(O,ve)};return E(({type:t})=>{(t==="booked"||t==="reset")&&e()}),e(),s`<${y} of=${O}/><p role="status">${we}</p><${tt}/><${ot}/>
    ${b.caller.role==="operator"&&s`<${st}/>`}`}function tt(){return s`<section aria-labelledby="alerts">
    <h2 id="alerts">${o("page.budgets.alerts")}</h2>
    ${X.value.length===0&&s`<p>${o("page.budgets.noAlerts")}</p>`}
    <ul>${X.value.map(({subject:e,period:t,percent:n,spent_usd:r,limit_usd:i,resets_at:a})=>s`<li>${o("page.budgets.alert",{budget:o(`budgetName.${t}`),subject:N(e),percent:C(n),spent:h(r),limit:h(i),reset:P(a)})}</li>`)}</ul>
  </section>`}function ot(){return s`<div>${H.value.map(({subject:e,budgets:t})=>s`<section key=${e} class="subject" aria-labelledby=${`of-${e}`}>
      <h2 id=${`of-${e}`}>${N(e)}</h2>
      <ul class="budgets">${t.map(n=>s`<${nt} subject=${e} budget=${n}/>`)}</ul>
    </section>`)}</div>`}function nt({subject:e,budget:t}){let{period:n,limit_usd:r,mode:i,spent_usd:a,held_usd:l,resets_at:u}=t,c=o(`budgetName.${n}`),d=`${e} ${n}`,g=r===null?o("page.budgets.noLimit",{spent:h(a)}):o("page.spentOf",{spent:h(a),limit:h(r)});return s`<li>
    <strong>${c}</strong> ${r!==null&&s`<${U} part=${a} whole=${r} label=${`${c}: ${g}`}/>`}
    <span>${g}</span> ${i&&s`<span class="hint">${o(`mode.${i}`)}</span>`}
    ${l>0&&s` <span class="hint">${o("page.budgets.held",{held:m(l)})}</span>`}
    <span class="hint">${o("page.budgets.resets",{reset:P(u)})}</span>
    ${et&&B.value!==d&&s` <button class="quiet" aria-label=${o("page.budgets.editOf",{budget:c,subject:N(e)})}
        onClick=${()=>{B.value=d}}>${o("page.budgets.edit")}</button>`}
    ${B.value===d&&s`<${rt} subject=${e} budget=${t}/>`}
  </li>`}function rt({subject:e,budget:t}){let{period:n,limit_usd:r,mode:i}=t,a=`/api/budgets/${encodeURIComponent(e)}/${n}`,l=async d=>{B.value="",we.value=o(d,{budget:o(`budgetName.${n}`),subject:N(e)}),await ve()},u=d=>$(O,async()=>{await f(a,"PUT",{limit_usd:d.get("limit"),mode:d.get("mode")}),await l("page.budgets.set")}),c=()=>$(O,async()=>{await f(a,"DELETE"),await l("page.budgets.unset")});return s`<form class="fields" onSubmit=${k(u)}>
    <label>${o("page.budgets.limit")}
      <input name="limit" inputmode="decimal" required size="8" autocomplete="off" value=${r??""}
        ref=${d=>d?.focus()}/></label>
    <label>${o("page.budgets.mode")}
      <select name="mode">${["hard","soft"].map(d=>s`<option value=${d} selected=${d===(i??"hard")}>${o(`mode.${d}`)}: ${o(`modeMeaning.${d}`)}</option>`)}</select></label>
    <button>${o("page.budgets.save")}</button>
    ${t.origin==="own"&&s`<button type="button" class="quiet" onClick=${c}>${o("page.budgets.takeAway")}</button>`}
    <button type="button" class="quiet" onClick=${()=>{B.value=""}}>${o("page.budgets.cancel")}</button>
  </form>`}function st(){return s`<form class="fields" onSubmit=${k(t=>$(O,async()=>{let n=await f(`/api/budgets/${encodeURIComponent(String(t.get("subject")).trim())}`);H.value=[...H.value.filter(({subject:r})=>r!==n.subject),n]}))}>
    <label>${o("page.budgets.other")} <input name="subject" required autocomplete="off" placeholder="guild_123, app_shop, user_123"/></label>
    <button>${o("page.budgets.show")}</button>
  </form>`}var Re=p(o("page.costs.chartHint"));function Te({spend:e,title:t}){let n,r=l=>{if(n?.destroy(),n=void 0,!l)return;let u=new IntersectionObserver(([c])=>{c?.isIntersecting&&(u.disconnect(),import("./chart-RQQR7CVF.js").then(({drawChart:d})=>{l.isConnected&&(l.replaceChildren(),n=d(l,e,g=>{Re.value=g}))}))});u.observe(l)},i={ArrowLeft:-1,ArrowRight:1,Home:-1/0,End:1/0},a=l=>{let u=i[l.key];u!==void 0&&(l.preventDefault(),n?.move(u))};return s`<figure aria-labelledby="spend-title">
    <figcaption id="spend-title">${t}</figcaption>
    <div class="chart" ref=${r} role="application" tabindex="0" aria-label=${o("page.costs.chartHint")}
      aria-details="spend-table" onKeyDown=${a}></div>
    <p role="status" class="hint">${Re}</p>
    <details id="spend-table"><summary>${o("page.costs.asTable")}</summary>
      <${w}
        caption=${t}
        head=${[o("page.costs.day"),o("page.costs.spent"),o("page.costs.expected")]}
        numeric=${[1,2]}
        rows=${e.days.map((l,u)=>[L(l,"UTC"),Ne(e.spent[u]),Ne(e.expected[u])])}/></details>
  </figure>`}function Ne(e){return e==null?"":m(e)}var Se=p(void 0),Ve=p(void 0);function Je(e){return $(Ve,async()=>{Se.value=await f(`/api/anomalies${v({from:e})}`)})}function xe(){return s`<section aria-labelledby="anomalies">
    <h2 id="anomalies">${o("page.anomalies.title")}</h2>
    <${y} of=${Ve}/>
    <${at}/>
  </section>`}function at(){let e=Se.value;return!e||e.length===0?s`<p>${e?o("page.anomalies.none"):""}</p>`:s`<${w}
    caption=${o("page.anomalies.title")}
    isTitled
    head=${[o("page.costs.day"),o("page.anomalies.what"),o("page.costs.name"),o("page.costs.spent"),o("page.anomalies.usual"),o("page.anomalies.run")]}
    numeric=${[3,4]}
    rows=${e.map(t=>[L(t.from,"UTC"),o(`page.anomalies.kind.${t.kind}`),it(t),...lt(t),"workflow"in t&&t.workflow?s`<a href=${`/runs/${t.workflow}`}>${o("page.anomalies.dearest")}</a>`:""])}/>`}function it(e){return e.kind==="dear_workflow"?_("depth",e.subject):e.kind!=="spend_spike"?e.subject:e.subject==="none"?o("page.costs.none"):e.dimension==="task"?_("task",e.subject):N(e.subject)}function lt(e){if(e.kind!=="failure_rate")return[m(e.spent_usd),m(e.usual_usd)];let t=e.failed_calls/Math.max(1,e.calls)*100;return[o("page.anomalies.failed",{percent:C(t)}),C(e.usual_failed_percent)]}async function Ce(e,t){let n=v({subject:t}),[r,i,a]=await Promise.all([f(`/api/report${v({kind:"daily",days:e,tenant:t})}`),f(`/api/forecast${n}`),t===""?void 0:f(`/api/budgets/${encodeURIComponent(t)}`)]),l=a?.budgets.find(({period:u})=>u==="day")?.limit_usd??void 0;return{spend:ut(e,r,i,l),total:r.totals.cost_usd,forecast:pt(i)}}function ut(e,t,n,r){let i=new Map(t.rows.map(({name:d,cost_usd:g})=>[d,g])),a=mt(t.time_zone,Date.parse(t.to)-1),l=Array.from({length:e},(d,g)=>Y(a,g-e+1)),u=n.per_day_usd,c=u===null?[]:dt(a);return{days:[...l,...c],spent:[...l.map(d=>i.get(d)??0),...c.map(()=>null)],expected:[...l.map(d=>d===a?u:null),...c.map(()=>u)],limit:r}}function pt({kind:e,time_zone:t,projected_usd:n,low_usd:r,high_usd:i,limit_reached_at:a}){if(n===null||r===null||i===null)return o("page.costs.noForecast");let l={amount:h(n),low:m(r),high:m(i)},u=o(e==="little_data"?"page.costs.forecastOfLittle":"page.costs.forecast",l);return a===null?u:`${u} ${o("page.costs.usedUpOn",{day:L(a,t)})}`}var ct=864e5;function Y(e,t){return new Date(Date.parse(e)+t*ct).toISOString().slice(0,10)}function dt(e){let t=[];for(let n=Y(e,1);n.slice(0,7)===e.slice(0,7);n=Y(n,1))t.push(n);return t}function mt(e,t){let n=new Intl.DateTimeFormat("en",{timeZone:e,year:"numeric",month:"2-digit",day:"2-digit"}).formatToParts(t).map(({type:l,value:u})=>[l,u]),{year:r,month:i,day:a}=Object.fromEntries(n);return`${r}-${i}-${a}`}var ft=[7,30,90,365],$t=["task","model","member","server"],Z=b.caller.role==="operator",Ee=p(void 0),D=p(30),z=p(S??""),F=p("task"),ee=p(void 0),_e=p(void 0);function Pe(){let e=J(async()=>{let r={days:D.value,tenant:z.value},[i,a]=await Promise.all([Ce(r.days,r.tenant),f(`/api/report${v({...r,by:F.value})}`)]);ee.value=i,_e.value=a}),t=()=>{$(Ee,e)};A(()=>{D.value&&F.value!==void 0&&z.value!==void 0&&t()});let n=fe(()=>ee.value?.spend.days[0]);return A(()=>{Z&&n.value!==void 0&&Je(n.value)}),E(({type:r})=>{(r==="workflow.ended"||r==="reset")&&t()}),s`<${gt}/><${y} of=${Ee}/><${bt}/><${yt}/>
    ${Z&&s`<${xe}/>`}
    <${vt}/>`}function gt(){return s`<form class="fields" onSubmit=${e=>e.preventDefault()}>
    <label>${o("page.costs.days")}
      <select onChange=${e=>{D.value=Number(e.target.value)}}>${ft.map(e=>s`<option value=${e} selected=${e===D.value}>${o("common.days",{count:e})}</option>`)}</select></label>
    ${Z&&s`<label>${o("page.costs.tenant")}
      <input autocomplete="off" placeholder=${o("page.costs.everybody")} onChange=${e=>{z.value=e.target.value.trim()}}/></label>`}
  </form>`}function bt(){let e=ee.value;return e?s`<section aria-labelledby="over-time">
    <h2 id="over-time">${o("page.costs.overTime")}</h2>
    <p>${o("page.costs.total",{amount:h(e.total)})} ${e.forecast}</p>
    <${Te} spend=${e.spend} title=${o("page.costs.perDay")}/>
  </section>`:s`<p></p>`}function yt(){let e=_e.value;return s`<section aria-labelledby="breakdown">
    <h2 id="breakdown">${o("page.costs.breakdown")}</h2>
    <p role="group" aria-labelledby="breakdown" class="choices">${$t.map(t=>s`<button type="button" aria-pressed=${t===F.value} onClick=${()=>{F.value=t}}>${o(`page.costs.by.${t}`)}</button> `)}</p>
    ${e&&e.rows.length===0&&s`<p>${o("page.costs.nothing")}</p>`}
    ${e&&e.rows.length>0&&s`<${ht} table=${e}/>`}
  </section>`}function ht({table:e}){let t=e.totals.cost_usd;return s`<${w}
    caption=${o(`page.costs.by.${F.value}`)}
    head=${[o("page.costs.name"),o("page.cost"),o("page.costs.share"),o("page.bill.calls"),o("page.bill.tokens")]}
    numeric=${[1,2,3,4]}
    rows=${e.rows.toSorted((n,r)=>r.cost_usd-n.cost_usd).map(({group:n,name:r,cost_usd:i,calls:a,total_tokens:l,local_calls:u,local_tokens:c})=>[wt(n??r),m(i),t>0?C(i/t*100):"",T(a+u),T(l+c)])}/>`}function wt(e){if(e==="none")return o("page.costs.none");switch(F.value){case"task":return _("task",e);case"member":return Q(`user_${e}`)??e;case"server":return Q(e)?N(e):e;case"model":return e;default:return F.value}}function vt(){let e={days:D.value,tenant:z.value};return s`<section aria-labelledby="exports">
    <h2 id="exports">${o("page.costs.exports")}</h2>
    <ul>
      <li><a href=${`/api/exports/report${v({...e,format:"csv"})}`} download>${o("page.costs.exportReport")}</a></li>
      <li><a href=${`/api/exports/entries${v({tenant:e.tenant,format:"csv"})}`} download>${o("page.costs.exportEntries")}</a></li>
    </ul>
  </section>`}var Ae=p(void 0),Le=p(void 0);function Fe(e){return $(Ae,async()=>{Le.value=await f(`/api/prices${v({model:e})}`)})}function Be(){return Fe(""),s`<form class="fields" onSubmit=${k(t=>Fe(String(t.get("model")).trim()))}>
      <label>${o("page.prices.model")} <input name="model" autocomplete="off" placeholder="openai:gpt-5-mini"/></label>
      <button>${o("page.prices.show")}</button>
    </form>
    <${y} of=${Ae}/><${kt}/>`}function kt(){let e=Le.value;return e?s`<div>
    <p>${o("page.prices.version",{version:e.version,age:o("common.days",{count:e.age_days})})}</p>
    ${e.warnings.map(t=>s`<p class="problem">${t}</p>`)}
    ${e.models.length===0&&s`<p>${o("page.prices.none")}</p>`}
    ${e.models.map(({model:t,source:n,rates:r,estimated:i,warnings:a})=>s`<section>
      <${w}
        caption=${t}
        head=${[o("page.prices.rate"),o("page.prices.usd")]}
        numeric=${[1]}
        rows=${Object.entries(r).map(([l,u])=>[Rt(l),`$${u}`])}/>
      <p class="hint">${n===null?o("page.prices.unknown"):o(`page.prices.source.${n}`)}${i&&n!==null?` ${o("page.prices.estimated")}`:""}</p>
      ${a.map(l=>s`<p class="problem">${l}</p>`)}
    </section>`)}
  </div>`:s`<p></p>`}function Rt(e){let[,t,n=e]=/^(?:above (\d+): )?(\w+)$/.exec(e)??[],r=o(`page.prices.rates.${n}`);return t===void 0?r:o("page.prices.above",{rate:r,tokens:Number(t)})}var Oe=p(void 0),te=p(void 0),oe=p(!1);function De(){return s`<form class="fields" onSubmit=${k(async t=>{oe.value=!0,te.value=void 0,await $(Oe,async()=>{te.value=await f("/api/recall","POST",{question:t.get("question"),...S&&{tenant:S}})}),oe.value=!1})}>
      <label class="wide">${o("page.recall.question")} <input name="question" required maxlength="2000" autocomplete="off"/></label>
      <button>${o("page.recall.ask")}</button>
    </form>
    <${y} of=${Oe}/><${Nt}/>`}function Nt(){let e=te.value;return s`<section class="brief" aria-live="polite">
    ${oe.value&&s`<p>${o("page.recall.asking")}</p>`}
    ${e&&s`<p>${e.answer}</p>
      ${e.quotes.map(({text:t,title:n,url:r})=>s`<blockquote>${t} (<${V} to=${r}>${n}<//>)</blockquote>`)}
      ${!e.found&&s`<p class="hint">${o("answer.onlyDeep")}</p>`}
      ${e.notes.map(t=>s`<p class="hint">${t}</p>`)}
      <p class="hint">${o("page.recall.cost",{cost:h(e.cost.total_cost)})}</p>`}
  </section>`}var ne=p(void 0),se=p(void 0),re=p({}),Tt=[2,3,4,6];function qe(){let e=t=>$(ne,async()=>{let n=t.get("csv"),r=n instanceof File&&n.size>0?await n.text():void 0;re.value={provider:t.get("provider"),from:t.get("from"),to:t.get("to"),...r!==void 0&&{csv:r}},se.value=await f("/api/reconcile","POST",re.value)});return s`<p>${o("page.reconcile.about")}</p>
    <form class="fields" onSubmit=${k(e)}>
      <label>${o("page.reconcile.provider")}
        <select name="provider">${b.billedProviders.map(t=>s`<option>${t}</option>`)}</select></label>
      <label>${o("page.reconcile.from")} <input type="date" name="from" required/></label>
      <label>${o("page.reconcile.to")} <input type="date" name="to" required/></label>
      <label>${o("page.reconcile.csv")} <input type="file" name="csv" accept=".csv,text/csv"/></label>
      <button>${o("page.reconcile.compare")}</button>
    </form>
    <${y} of=${ne}/><${St}/>`}function St(){let e=se.value;if(!e)return s`<p></p>`;let{days:t,open_days:n,corrections:r}=e;return t.length+n.length===0?s`<p>${o("reconciliation.nothing")}</p>`:s`<div aria-live="polite">
    <${w}
      caption=${o("page.reconcile.days")}
      head=${["date","model","books","bill","drift","explained","unexplained"].map(Vt)}
      numeric=${Tt}
      rows=${[...t.map(({date:i,model:a,ledger_usd:l,provider_usd:u,drift_usd:c,explained:d,unexplained_usd:g})=>[i,a,m(l),m(u),m(c),d.map(x=>`${o(`driftClass.${x.class}`)} ${m(x.usd)}`).join("; "),m(g)]),...n.map(({date:i,model:a,ledger_usd:l,provider_usd:u})=>[i,a,m(l),m(u),"",o("reconciliation.open"),""])]}/>
    ${r.length>0&&s`<${Jt} corrections=${r}/>`}
  </div>`}function Vt(e){return o(`page.reconcile.column.${e}`)}function Jt({corrections:e}){let t=()=>$(ne,async()=>{se.value=await f("/api/reconcile","POST",{...re.value,correct:!0})});return s`<section aria-labelledby="corrections">
    <h2 id="corrections">${o("page.reconcile.corrections")}</h2>
    <ul>${e.map(({date:n,model:r,from_usd:i,to_usd:a,booked:l})=>s`<li>${n} ${r}: ${o(l?"page.reconcile.became":"page.reconcile.wouldBecome",{from:m(i),to:m(a)})}</li>`)}</ul>
    ${e.some(({booked:n})=>!n)&&s`<button onClick=${t}>${o("page.reconcile.book")}</button>`}
  </section>`}var je=()=>{};function ae(e){je();let t={id:e,run:p(void 0),cost:p(void 0),tasks:p([]),problem:p(void 0)},n=J(async()=>{let[i,a]=await Promise.all([f(`/api/workflows/${e}`),f(`/api/workflows/${e}/cost`)]);t.run.value=i,t.cost.value=a,t.tasks.value=xt(i,a,t.tasks.value)}),r=()=>{$(t.problem,n)};return je=E(i=>{i.type!=="reset"&&i.data.workflow!==e||(t.tasks.value=t.tasks.value.map(a=>Ct(a,i)),i.type!=="task.progress"&&r())}),r(),{...t,refresh:r}}function xt(e,t,n){let{tasks:r}=b.depths[e.depth];return r.map(({task:i,limit:a})=>{let l=e.result?.tasks.find(({name:c})=>c===i),u=n.find(c=>c.task===i);return{task:i,limit:e.result?.limits.per_task[i]??a,cost:t.node_costs[i]??l?.cost??0,state:l?.status??u?.state??"waiting",fraction:l?void 0:u?.fraction}})}function Ct(e,{type:t,data:n}){if(n.task!==e.task)return e;switch(t){case"task.started":return{...e,state:"running",fraction:void 0};case"task.progress":return{...e,state:"running",fraction:Number(n.fraction)};case"task.completed":return{...e,state:n.status,cost:Number(n.cost_usd),fraction:void 0};default:return e}}function ie(e){return e==="not checkable here"||e==="not checked"}function Me(e){let t=Math.max(0,Math.floor(e)),n=Math.floor(t/3600),r=Math.floor(t/60)%60;return[...n>0?[n,Ie(r)]:[r],Ie(t%60)].join(":")}function Ie(e){return String(e).padStart(2,"0")}var Et=[[/^(?:(?:www|m|music)\.)?youtube\.com$|^youtu\.be$|^(?:www\.)?youtube-nocookie\.com$/,(e,t)=>e.searchParams.set("t",`${t}s`)],[/^(?:www\.|player\.)?vimeo\.com$/,(e,t)=>{e.hash=`t=${t}s`}],[/^(?:www\.|m\.)?twitch\.tv$/,(e,t)=>e.searchParams.set("t",`${t}s`)]];function Ue(e,t,n){let r=e===void 0?null:URL.parse(e);if(!r||!/^https?:$/.test(r.protocol))return;let i=Math.max(0,Math.floor(n)),a=Et.find(([l])=>l.test(r.hostname))?.[1];if(a)a(r,i);else if(t==="audio"||t==="video")r.hash=`t=${i}`;else return;return r.href}function q({point:e,source:t,hasQuote:n=!0,children:r}){let{text:i,quote:a}=e,l=n&&a.trim()!==i.trim();return s`<li><${_t} of=${e} source=${t}/>${i}${e.source&&s` (<${V} to=${e.source}>${Pt(e.source)}<//>)`}${l&&s`<blockquote>${a}</blockquote>`}${r}</li>`}function _t({of:e,source:t}){if(e.at_seconds===void 0||!t)return;let n=t.sources?.find(({url:a})=>a===e.source),{url:r,type:i}=n&&"type"in n?n:t;return s`<${V} to=${Ue(r,i,e.at_seconds)}>${Me(e.at_seconds)}<//> `}function Pt(e){return URL.parse(e)?.hostname||e}function He({claims:e,source:t}){let n=e.filter(({verdict:i})=>!ie(i)),r=Map.groupBy(e.filter(({verdict:i})=>ie(i)),({verdict:i})=>i);return s`<div>
    ${n.length>0&&s`<h4>${o("page.brief.claims")}</h4>
      <ul>${n.map(i=>s`<${Ft} claim=${i} source=${t}/>`)}</ul>`}
    ${[...r].map(([i,a])=>s`<h4>${o("page.brief.claimsOf",{verdict:o(`verdict.${i}`)})}</h4>
        <ul>${a.map(l=>s`<${q} point=${l} source=${t} hasQuote=${!1}/>`)}</ul>`)}
  </div>`}function Ft({claim:e,source:t}){let{verdict:n,confidence:r,evidence:i}=e,a=r>0?` (${C(r*100)})`:"";return s`<${q} point=${e} source=${t}> <strong>${o(`verdict.${n}`)}${a}</strong>
    ${i.length>0&&s`<ul>${i.map(({text:l,title:u,url:c,stance:d})=>s`<li>${o(`page.brief.stance.${d}`)}: ${l} (<${V} to=${c}>${u}<//>)</li>`)}</ul>`}<//>`}function ze({brief:e,source:t,notes:n}){return s`<section class="brief" aria-labelledby="brief-title">
    <h3 id="brief-title">${o("page.brief.title")}</h3>
    ${e.summary.split(/\n+/).map(r=>s`<p>${r}</p>`)}
    ${e.key_points.length>0&&s`<h4>${o("page.brief.keyPoints")}</h4>
      <ul>${e.key_points.map(r=>s`<${q} point=${r} source=${t}/>`)}</ul>`}
    <${He} claims=${e.claims} source=${t}/>
    ${e.comparison&&s`<${At} comparison=${e.comparison}/>`}
    ${e.related.length>0&&s`<h4>${o("page.brief.related")}</h4>
      <ul>${e.related.map(({title:r,workflow:i})=>s`<li><a href=${`/runs/${i}`}>${r}</a></li>`)}</ul>`}
    ${n.length>0&&s`<h4>${o("page.brief.notes")}</h4><ul>${n.map(r=>s`<li>${r}</li>`)}</ul>`}
  </section>`}function At({comparison:e}){let t=(n,r)=>r.length>0&&s`<h4>${n}</h4><ul>${r.map(({text:i,said:a})=>s`<li>${i}${a.map(({source:l,quote:u})=>s`<blockquote>${u} (<${V} to=${l}>${l}<//>)</blockquote>`)}</li>`)}</ul>`;return s`<div>
    ${t(o("page.brief.agreements"),e.agreements)}
    ${t(o("page.brief.contradictions"),e.contradictions)}
  </div>`}var K=p(void 0);function Ke({of:{id:e,problem:t}}){K.value=void 0;let n=()=>$(t,async()=>{K.value=await f(`/api/workflows/${e}/entries`)});return s`<details onToggle=${r=>{r.target.open&&n()}}>
    <summary>${o("page.run.calls")}</summary>
    <${Lt}/>
  </details>`}function Lt(){return K.value?s`<${w}
    caption=${o("page.run.calls")}
    isTitled
    head=${[o("page.run.task"),o("page.run.model"),o("page.bill.tokensIn"),o("page.bill.tokensOut"),o("page.cost"),o("page.run.known")]}
    numeric=${[2,3,4]}
    rows=${K.value.map(({task:e,provider:t,model:n,input_tokens:r,output_tokens:i,cost_usd:a,provenance:l})=>[_("task",e??"none"),`${t}:${n}`,T(r??0),T(i??0),m(a),o(`cost.provenance.${l}`)])}/>`:s`<p></p>`}var Bt=["queued","running"];function Qe({run:e}){let t=e.run.value;return t?s`<section class="run" aria-labelledby="run-title">
    <h2 id="run-title"><${V} to=${t.source}>${t.result?.source?.title??t.title??t.source}<//></h2>
    <p role="status">${Ot(t,e)}</p>
    <${y} of=${e.problem}/>
    ${Bt.includes(t.state)?s`<${Dt} of=${e}/>`:s`<${qt} of=${e} run=${t}/>`}
    <${Mt} of=${e}/>
    <${Ut} of=${e}/>
    <${Ke} key=${t.state} of=${e}/>
    ${t.result?.brief&&s`<${ze} brief=${t.result.brief} source=${t.result.source} notes=${t.result.notes}/>`}
  </section>`:s`<${y} of=${e.problem}/>`}function Ot({state:e},{tasks:t}){let n=t.value.find(i=>i.state==="running"),r=o(`runs.state.${e}`);return e==="running"&&n?`${r}: ${o(`task.${n.task}`)}`:r}function Dt({of:{id:e,problem:t}}){return s`<p><button class="quiet" onClick=${()=>$(t,async()=>{await f(`/api/workflows/${e}/cancel`,"POST")})}>${o("page.run.cancel")}</button></p>`}function qt({of:e,run:t}){let n=t.result?.failure;return s`<div>
    ${n&&s`<p class="problem">${n.message} ${n.hint}</p>`}
    ${t.result?.refusal&&s`<${jt} refusal=${t.result.refusal} of=${e}/>`}
    ${t.state!=="completed"&&s`<${It} of=${e}/>`}
  </div>`}function jt({refusal:e,of:t}){let{limit:n,subject:r,limit_usd:i,spent_usd:a,requested_usd:l,resets_at:u}=e,[,c]=n.split(":"),d=I=>$(t.problem,async()=>{await f(`/api/budgets/${encodeURIComponent(r)}/${c}`,"PUT",{limit_usd:I.get("limit")}),le.value=o("page.run.raised",{subject:N(r),limit:m(Number(I.get("limit")))})}),{role:g,tenants:x}=b.caller,R=g==="operator"||g==="manager"&&x.some(({tenant:I})=>I===r),Xe=c!==void 0&&R;return s`<div class="refusal">
    <p>${o("page.run.refused",{limit:m(i),subject:N(r),spent:m(a),needed:m(l)})} ${u===null?"":o("page.run.resets",{when:P(u)})}</p>
    ${Xe&&s`<form class="fields" onSubmit=${k(d)}>
        <label>${o("page.run.raiseTo")} <input name="limit" inputmode="decimal" required size="8" autocomplete="off"/></label>
        <button>${o("page.run.raise")}</button></form>`}
    <p role="status">${le.value}</p>
  </div>`}var le=p("");function It({of:{id:e,problem:t,refresh:n}}){return s`<form class="fields" onSubmit=${k(i=>$(t,async()=>{let a=String(i.get("most")).trim();await f(`/api/workflows/${e}/continue`,"POST",a===""?{}:{max_cost_usd:a}),le.value="",n()}))}>
    <label>${o("page.run.most")} <input name="most" inputmode="decimal" size="8" autocomplete="off"/></label>
    <button>${o("page.run.continue")}</button></form>`}function Mt({of:{tasks:e}}){return s`<${w}
    caption=${o("page.run.tasks")}
    head=${[o("page.run.task"),o("page.run.state"),o("page.cost"),o("page.run.ofLimit")]}
    numeric=${[2]}
    rows=${e.value.map(({task:t,state:n,fraction:r,cost:i,limit:a})=>[o(`task.${t}`),s`${o(`taskStatus.${n}`)}${r!==void 0&&s` <progress max="1" value=${r} aria-label=${o("page.run.progress",{task:o(`task.${t}`)})}></progress>`}`,m(i),s`<${U} part=${i} whole=${a} label=${o("page.spentOf",{spent:m(i),limit:m(a)})}/> ${m(a)}`])}/>`}function Ut({of:{cost:e,run:t}}){let n=e.value;if(!n)return s`<p></p>`;let r=t.value?.result?.local,i=[[o("page.bill.total"),h(n.total_cost)],[o("page.bill.calls"),T(n.api_calls)],[o("page.bill.free"),T(n.free_requests)],[o("page.bill.tokensIn"),T(n.prompt_tokens)],[o("page.bill.tokensOut"),T(n.completion_tokens)],[o("page.bill.local"),T(r?.calls??0)]];return s`<section aria-labelledby="bill-title"><h3 id="bill-title">${o("page.bill.title")}</h3>
    <dl class="bill">${i.map(([a,l])=>s`<div><dt>${a}</dt><dd>${l}</dd></div>`)}</dl></section>`}var ue=p(void 0),pe=p([]),j=p(void 0),Ht=50;function Ge(){b.workflow!==null&&(j.value=ae(b.workflow));let e=J(async()=>{pe.value=await f(`/api/workflows${v({limit:Ht,tenant:S})}`)}),t=()=>{$(ue,e)};return E(({type:n})=>{["workflow.queued","workflow.started","workflow.ended","reset"].includes(n)&&t()}),t(),s`<${Kt}/><${y} of=${ue}/><${zt}/><${Qt}/>`}function zt(){return s`<div>${j.value&&s`<${Qe} key=${j.value.id} run=${j.value}/>`}</div>`}function Kt(){return s`<form class="fields" onSubmit=${k((t,n)=>$(ue,async()=>{let r=String(t.get("sources")).split(/\s+/).filter(Boolean),i=String(t.get("most")).trim(),{workflow:a}=await f("/api/workflows","POST",{sources:r,depth:t.get("depth"),...S&&{tenant:S},...i!==""&&{max_cost_usd:i}});history.pushState(null,"",`/runs/${a}`),j.value=ae(a);let l=n.elements.namedItem("sources");l instanceof HTMLInputElement&&(l.value="")}))}>
    <label class="wide">${o("page.run.sources")}
      <input name="sources" type="text" inputmode="url" required autocomplete="off" placeholder="https://"
        aria-describedby="sources-hint"/></label>
    <p class="hint wide" id="sources-hint">${o("page.run.sourcesHint")}</p>
    <label>${o("page.run.depth")}
      <select name="depth">${Object.entries(b.depths).map(([t,{total:n}])=>s`<option value=${t} selected=${t==="standard"}>${o("page.run.depthAtMost",{depth:o(`depth.${t}`),most:m(n)})}</option>`)}</select></label>
    <label>${o("page.run.most")}
      <input name="most" inputmode="decimal" autocomplete="off" size="8"/></label>
    <button>${o("page.run.start")}</button>
  </form>`}function Qt(){return pe.value.length===0?s`<p>${o("page.run.none")}</p>`:s`<${w}
    caption=${o("page.run.list")}
    head=${[o("page.run.source"),o("page.run.state"),o("page.run.depth"),o("page.cost"),o("page.run.when")]}
    numeric=${[3]}
    rows=${pe.value.map(({workflow:e,title:t,source:n,state:r,depth:i,cost:a,created_at:l})=>[s`<a href=${`/runs/${e}`}>${t??n}</a>`,o(`runs.state.${r}`),o(`depth.${i}`),a===null?"":m(a),P(l)])}/>`}function We({view:e}){switch(e){case"runs":return Ge();case"costs":return Pe();case"budgets":return ke();case"recall":return De();case"prices":return Be();case"reconcile":return qe();default:return e}}var ce=document.getElementById("view");ce&&(ce.replaceChildren(),me(We(b),ce));document.querySelector("nav [aria-current]")?.scrollIntoView({block:"nearest",inline:"center"});ge();
