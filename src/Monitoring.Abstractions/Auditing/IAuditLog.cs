using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Auditing;

/// <summary>The append-only record of what was done. Entries cannot be changed or removed through it.</summary>
public interface IAuditLog
{
    /// <summary>Writes an entry; it is durable when the call returns.</summary>
    /// <param name="entry">The entry; its texts are redacted before they are stored.</param>
    /// <param name="cancellationToken">Stops waiting; the entry may be written all the same.</param>
    ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the put that writes an entry, redacted, in the same commit as the change that it tells of. The commit's
    /// partition is the host's or that of the entry's project.
    /// </summary>
    /// <param name="entry">The entry.</param>
    DocumentPut Prepare(AuditEntry entry);

    /// <summary>Reads a project's entries, newest first.</summary>
    /// <param name="project">The project, or <see langword="default"/> for the host's own entries.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<Page<AuditEntry>> ReadAsync(ProjectId project, int limit, string? cursor = null, CancellationToken cancellationToken = default);
}
