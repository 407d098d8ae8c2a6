using System.Collections.Immutable;

namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>The journal's files that hold what has not been packed: sealed ones, then the one that is written.</summary>
internal sealed class JournalSet(ImmutableArray<JournalFile> files) : IDisposable
{
    /// <summary>In the order in which they were written; changes only under the lock of the error store's state.</summary>
    public ImmutableArray<JournalFile> Files { get; private set; } = files;

    public long Bytes => Files.Sum(file => file.Length);

    public JournalEvent? Find(ProjectId project, EventId id)
    {
        foreach (var file in Files)
        {
            if (file.Events.Find(project, id) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public IEnumerable<JournalEvent> Find(ProjectId project, GroupingHash hash) => Files.SelectMany(file => file.Events.Find(project, hash));

    public void Add(JournalFile file) => Files = Files.Add(file);

    public void Remove(IEnumerable<JournalFile> packed) => Files = Files.RemoveRange(packed);

    public void Dispose()
    {
        foreach (var file in Files)
        {
            file.Dispose();
        }
    }
}
