using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Packing;

/// <summary>
/// Forgets hashes that were deleted and have not come again. They hide events that still lie in files; once all events
/// that are left are younger than the deletion, they hide nothing.
/// </summary>
internal sealed class DeletedHashes(ErrorSettings settings, ErrorParts parts)
{
    private const int AtOnce = 500;

    public async Task ForgetAsync()
    {
        long oldest;
        lock (parts.State.Gate)
        {
            oldest = OldestSequence();
        }

        while (true)
        {
            var deleted = await settings.Gate.RunAsync(() => parts.Tables.DeletedBefore(oldest, AtOnce).ToList(), CancellationToken.None).ConfigureAwait(false);
            if (deleted.Count == 0)
            {
                return;
            }

            await settings.Writer.RunAsync(
                database =>
                {
                    foreach (var (id, sequence, project, hash) in deleted)
                    {
                        if (Forget(sequence, project, hash))
                        {
                            database.Remove(Collections.Hashes, Keys.Of(project, hash));
                        }

                        database.Remove(Collections.Deleted, id);
                    }

                    return true;
                },
                CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Lets a hash go from memory, unless it was used since; then it is saved again and has an entry of its own if need be.</summary>
    private bool Forget(long sequence, ProjectId project, GroupingHash hash)
    {
        lock (parts.State.Gate)
        {
            return parts.State.Forget(project, hash, sequence);
        }
    }

    private long OldestSequence() => parts.Segments.All.Select(segment => segment.Info.MinSequence)
        .Append(parts.Journals.Files.Select(file => file.FirstSequence).DefaultIfEmpty(long.MaxValue).Min())
        .Min();
}
