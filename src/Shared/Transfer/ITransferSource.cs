namespace Monitoring.Transfer;

/// <summary>Where records come from.</summary>
internal interface ITransferSource : IAsyncDisposable
{
    /// <summary>Tells this source, in its present state, from all others: who goes on with it must find the same.</summary>
    string Fingerprint { get; }

    /// <summary>Reads all parts after a place.</summary>
    /// <param name="after">The cursor of the last part that was taken; <see langword="null"/> for the beginning.</param>
    /// <param name="cancellationToken">Stops.</param>
    IAsyncEnumerable<TransferPart> ReadAsync(string? after, CancellationToken cancellationToken);

    /// <summary>What to throw when a store refused the part that was read last; the message names its place.</summary>
    MonitoringException Refused(ArgumentException reason);
}
