namespace Monitoring.ErrorTracking.Queueing;

/// <summary>Whether events were taken into the queue.</summary>
internal enum QueueAnswer
{
    Taken,

    /// <summary>Too many events or bytes wait already.</summary>
    Full,

    /// <summary>The host is stopping.</summary>
    Closed,
}
