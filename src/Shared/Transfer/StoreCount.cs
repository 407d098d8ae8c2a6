namespace Monitoring.Transfer;

/// <summary>Reads all of a source again, to compare it.</summary>
internal static class StoreCount
{
    /// <summary>The totals of what is there; the bytes of blobs are read too and compared with their checksums.</summary>
    public static async ValueTask<RecordTotals> RunAsync(ITransferSource source, Action<RecordTotals> report, CancellationToken cancellationToken)
    {
        var totals = new RecordTotals();
        await foreach (var part in source.ReadAsync(null, cancellationToken).ConfigureAwait(false))
        {
            foreach (var record in part.Errors)
            {
                totals.Add(record);
            }

            foreach (var record in part.Documents)
            {
                totals.Add(record);
            }

            if (part.Blob is { } info && await part.OpenBlob!(cancellationToken).ConfigureAwait(false) is { } content)
            {
                await using (content.ConfigureAwait(false))
                {
                    var sha256 = Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false));
                    if (sha256 != info.Sha256)
                    {
                        throw new MonitoringException($"Blob {info.Id} is not what it was when it was written: its checksum differs.");
                    }
                }

                totals.Add(info);
            }

            report(totals);
        }

        return totals;
    }
}
