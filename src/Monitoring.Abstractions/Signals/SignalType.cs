namespace Monitoring.Signals;

/// <summary>A kind of signal: its stored name and how it is written. Use <see cref="SignalType{T}"/> to declare one.</summary>
public abstract class SignalType
{
    private protected SignalType(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The name in the store, unique and never changed, such as <c>error-issue-opened</c>.</summary>
    public string Name { get; }

    /// <summary>The type of the signals.</summary>
    public abstract Type Type { get; }
}
