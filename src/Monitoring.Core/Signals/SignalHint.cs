using Monitoring.Core.Pumping;

namespace Monitoring.Core.Signals;

internal sealed class SignalHint : ISignalHint
{
    private readonly Hint _hint = new();

    /// <summary>Ends with the next hint.</summary>
    public Task Next => _hint.Next;

    public void Notify() => _hint.Notify();
}
