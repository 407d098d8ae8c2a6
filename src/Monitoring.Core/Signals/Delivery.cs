namespace Monitoring.Core.Signals;

/// <summary>A signal on its way to a handler, and what became of it.</summary>
/// <param name="signal">The signal.</param>
/// <param name="parked">The document of a signal that was parked before; nothing for one fresh from the outbox.</param>
internal sealed class Delivery(PendingSignal signal, ParkedSignal? parked)
{
    public PendingSignal Signal { get; } = signal;

    public ParkedSignal? Parked { get; } = parked;

    public DeliveryState State { get; private set; } = DeliveryState.Untouched;

    public int Attempts { get; private set; } = parked?.Attempts ?? 0;

    public DateTimeOffset NextTryAt { get; private set; } = parked?.NextTryAt ?? DateTimeOffset.MinValue;

    public string? Error { get; private set; } = parked?.Error;

    public int BeginTry() => ++Attempts;

    public void Handled() => State = DeliveryState.Handled;

    public void Failed(string error, DateTimeOffset nextTryAt) => (State, Error, NextTryAt) = (DeliveryState.Failed, error, nextTryAt);

    public void Died(string error) => (State, Error) = (DeliveryState.Dead, error);
}
