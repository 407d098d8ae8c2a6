namespace Monitoring.Core.Signals;

/// <summary>What became of a <see cref="Delivery"/>.</summary>
internal enum DeliveryState
{
    /// <summary>It was not its turn, or the try was broken off by the stop of the host.</summary>
    Untouched,

    /// <summary>The handler is done with it.</summary>
    Handled,

    /// <summary>It is tried again later.</summary>
    Failed,

    /// <summary>It was given up.</summary>
    Dead,
}
