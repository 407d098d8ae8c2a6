using System.Globalization;
using Monitoring.Transfer;
using Monitoring.Transfer.Archives;

namespace Monitoring.Migrate;

/// <summary>Does what the arguments say.</summary>
internal sealed class Migration(Arguments arguments, TextWriter output, bool isTerminal, TimeProvider time)
{
    // Ids of past events are kept for a day: a move that took longer may find fewer of them.
    private static readonly TimeSpan KnownFor = TimeSpan.FromHours(20);

    public Task<int> RunAsync(CancellationToken cancellationToken) => arguments.Command switch
    {
        "copy" => CopyAsync(cancellationToken),
        "backup" => BackupAsync(cancellationToken),
        "restore" => RestoreAsync(cancellationToken),
        _ => VerifyAsync(cancellationToken),
    };

    private async Task<int> CopyAsync(CancellationToken cancellationToken)
    {
        CheckStore("--from", arguments.From);
        CheckStore("--to", arguments.To!);
        await using var from = OpenedStore.Open("--from", arguments.From, arguments.FromSchema, mustExist: true);
        await using var source = await StoreSource.BeginAsync(from.Parts, cancellationToken).ConfigureAwait(false);
        return await MoveAsync(source, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> RestoreAsync(CancellationToken cancellationToken)
    {
        CheckFile("--from", arguments.From);
        CheckStore("--to", arguments.To!);
        await using var source = await ArchiveSource.OpenAsync(OpenFile(arguments.From), cancellationToken).ConfigureAwait(false);
        return await MoveAsync(source, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> BackupAsync(CancellationToken cancellationToken)
    {
        CheckStore("--from", arguments.From);
        CheckFile("--to", arguments.To!);
        await using var from = OpenedStore.Open("--from", arguments.From, arguments.FromSchema, mustExist: true);
        await using var source = await StoreSource.BeginAsync(from.Parts, cancellationToken).ConfigureAwait(false);
        var progress = new Progress(output, isTerminal, time);
        var backup = new ArchiveBackup(source, arguments.To!, time, progress.Show);
        var read = await backup.RunAsync(cancellationToken).ConfigureAwait(false);
        progress.End();
        await output.WriteLineAsync(backup.IsResumed ? "Written, going on with what was there. Reading it back." : "Written. Reading it back.").ConfigureAwait(false);
        await using var written = await ArchiveSource.OpenAsync(OpenFile(arguments.To!), cancellationToken).ConfigureAwait(false);
        return Compare(read, await CountAsync(written, cancellationToken).ConfigureAwait(false), time.GetUtcNow());
    }

    private async Task<int> VerifyAsync(CancellationToken cancellationToken)
    {
        var first = await CountAsync("--from", arguments.From, arguments.FromSchema, cancellationToken).ConfigureAwait(false);
        if (arguments.To is null)
        {
            Tell(first);
            return ExitCodes.Fine;
        }

        return Compare(first, await CountAsync("--to", arguments.To, arguments.ToSchema, cancellationToken).ConfigureAwait(false), time.GetUtcNow());
    }

    private async Task<int> MoveAsync(ITransferSource source, CancellationToken cancellationToken)
    {
        await using var to = OpenedStore.Open("--to", arguments.To!, arguments.ToSchema, mustExist: false);
        var target = to.Parts;
        var progress = new Progress(output, isTerminal, time);
        var move = new StoreMove(source, target, time, progress.Show);
        var read = await move.RunAsync(cancellationToken).ConfigureAwait(false);
        progress.End();
        await output.WriteLineAsync(move switch
        {
            { WasOver: true } => "This move was over before. Reading the target back; what a host has written there since differs.",
            { IsResumed: true } => "Written, going on with what was there. Reading it back.",
            _ => "Written. Reading it back.",
        }).ConfigureAwait(false);
        RecordTotals written;
        await using (var back = await StoreSource.BeginAsync(target, cancellationToken).ConfigureAwait(false))
        {
            written = await CountAsync(back, cancellationToken).ConfigureAwait(false);
        }

        if (source is ArchiveSource { Totals: { } named } && named.Differences(read).Count > 0)
        {
            throw new ArchiveDamagedException("The archive holds other records than its end names.");
        }

        var code = Compare(read, written, move.Began);
        if (code == ExitCodes.Fine)
        {
            await move.FinishAsync(cancellationToken).ConfigureAwait(false);
        }

        return code;
    }

    private async Task<RecordTotals> CountAsync(string name, string argument, string? schema, CancellationToken cancellationToken)
    {
        if (!OpenedStore.IsNamed(argument))
        {
            await using var archive = await ArchiveSource.OpenAsync(OpenFile(argument), cancellationToken).ConfigureAwait(false);
            var counted = await CountAsync(archive, cancellationToken).ConfigureAwait(false);
            return archive.Totals!.Differences(counted).Count == 0 ? counted : throw new ArchiveDamagedException("The archive holds other records than its end names.");
        }

        await using var store = OpenedStore.Open(name, argument, schema, mustExist: true);
        await using var source = await StoreSource.BeginAsync(store.Parts, cancellationToken).ConfigureAwait(false);
        return await CountAsync(source, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RecordTotals> CountAsync(ITransferSource source, CancellationToken cancellationToken)
    {
        var progress = new Progress(output, isTerminal, time);
        var totals = await StoreCount.RunAsync(source, progress.Show, cancellationToken).ConfigureAwait(false);
        progress.End();
        return totals;
    }

    private int Compare(RecordTotals read, RecordTotals written, DateTimeOffset began)
    {
        var differences = read.Differences(written).Where(kind => kind != RecordKind.KnownEvent || time.GetUtcNow() - began < KnownFor).ToList();
        Tell(written);
        foreach (var kind in differences)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind.Name()} differ: {read.ByKind.GetValueOrDefault(kind).Count:N0} ({read.ByKind.GetValueOrDefault(kind)}) were read, {written.ByKind.GetValueOrDefault(kind).Count:N0} ({written.ByKind.GetValueOrDefault(kind)}) are there."));
        }

        output.WriteLine(differences.Count == 0 ? "All is the same on both sides." : "The two sides differ.");
        return differences.Count == 0 ? ExitCodes.Fine : ExitCodes.Different;
    }

    private void Tell(RecordTotals totals)
    {
        foreach (var (kind, total) in totals.ByKind)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{total.Count,12:N0} {kind.Name(),-20} {total}"));
        }
    }

    private static void CheckStore(string name, string argument)
    {
        if (!OpenedStore.IsNamed(argument))
        {
            throw new ArgumentException($"{name} must be litedb:DIRECTORY or postgres:CONNECTION-STRING.");
        }
    }

    private static void CheckFile(string name, string argument)
    {
        if (OpenedStore.IsNamed(argument))
        {
            throw new ArgumentException($"{name} must be a file.");
        }
    }

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
}
