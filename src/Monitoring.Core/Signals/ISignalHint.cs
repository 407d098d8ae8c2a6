namespace Monitoring.Core.Signals;

/// <summary>Says that there are signals, so that they are delivered now and not with the next look at the store.</summary>
public interface ISignalHint
{
    /// <summary>Called after a commit with signals, or an append with transitions. Does not block; leaving it out delays delivery and loses nothing.</summary>
    void Notify();
}
