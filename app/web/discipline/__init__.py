"""Executive discipline: figures as of any day, the tasks behind them, the quarter's pack, the slippage ledger."""
