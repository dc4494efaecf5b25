import { forecastingTables } from './bench/forecasting.ts'

console.log(forecastingTables())
