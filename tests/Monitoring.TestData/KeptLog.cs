using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Monitoring.TestData;

/// <summary>Keeps what is logged.</summary>
/// <param name="level">From which level on.</param>
public sealed class KeptLog(LogLevel level = LogLevel.Trace) : ILoggerProvider, ILogger
{
    /// <summary>What was logged, with the exceptions that came along.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= level;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Lines.Enqueue(exception is null ? formatter(state, null) : $"{formatter(state, exception)}\n{exception}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
