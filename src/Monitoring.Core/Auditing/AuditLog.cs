using System.Collections.Immutable;
using Monitoring.Auditing;
using Monitoring.Redaction;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Auditing;

/// <summary>
/// Keeps audit entries as documents. An entry lies in the partition of the change that it tells of: that of its project,
/// or the host's, where projects and keys are; both are read as one list.
/// </summary>
internal sealed class AuditLog(Stores stores, IRedactor redactor) : IAuditLog
{
    private const string ByProject = "project";

    private readonly IDocumentStore _store = stores.Documents;

    public static DocumentType<AuditEntry> Type { get; } = new(
        "audit-entry",
        AuditJson.Default.AuditEntry,
        entry => entry.Id.ToString(),
        [new DocumentIndex<AuditEntry>(ByProject, entry => IndexKey.Empty.Add(entry.ProjectId.Value).Add(entry.Id))]);

    public async ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var commit = new DocumentCommit { Partition = Partition.Of(entry.ProjectId), Puts = [Prepare(entry)] };
        var result = await _store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (result.Outcome != CommitOutcome.Committed)
        {
            throw new ArgumentException($"There is an audit entry with the id {entry.Id} already.", nameof(entry));
        }
    }

    public DocumentPut Prepare(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentOutOfRangeException.ThrowIfEqual(entry.Id, default, nameof(entry));
        return Type.Put(Clean(entry), expectedVersion: 0);
    }

    public async ValueTask<Page<AuditEntry>> ReadAsync(ProjectId project, int limit, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        var range = Before(project, cursor);
        var found = await ReadAsync(Partition.Host, range, limit, cancellationToken).ConfigureAwait(false);
        if (!project.IsDefault)
        {
            found = found.AddRange(await ReadAsync(Partition.Of(project), range, limit, cancellationToken).ConfigureAwait(false));
        }

        ImmutableArray<AuditEntry> items = [.. found.OrderByDescending(entry => entry.Id).Take(limit)];
        return new Page<AuditEntry> { Items = items, Next = found.Length > limit ? items[^1].Id.ToString() : null };
    }

    private static IndexRange Before(ProjectId project, string? cursor)
    {
        var all = IndexRange.StartingWith(IndexKey.Empty.Add(project.Value));
        if (cursor is null)
        {
            return all;
        }

        return EntityId.TryParse(cursor, out var last)
            ? all with { To = IndexKey.Empty.Add(project.Value).Add(last) }
            : throw new InvalidCursorException("The cursor is none of the audit log.");
    }

    // One more than asked for tells whether there is a next page.
    private async ValueTask<ImmutableArray<AuditEntry>> ReadAsync(Partition partition, IndexRange range, int limit, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Partition = partition, Type = Type, Index = ByProject, Ranges = [range], Descending = true, Limit = limit + 1 };
        var page = await _store.QueryAsync(Type, query, cancellationToken).ConfigureAwait(false);
        return [.. page.Items.Select(stored => stored.Value)];
    }

    private AuditEntry Clean(AuditEntry entry) => entry with
    {
        ActorId = Cut(entry.ActorId, AuditLimits.Name),
        Door = Cut(entry.Door, AuditLimits.Name),
        Action = Cut(entry.Action, AuditLimits.Name),
        Subject = Cut(redactor.Redact(entry.Subject), AuditLimits.Name),
        Before = Cut(entry.Before, AuditLimits.State) is { } before ? Cut(redactor.Redact(before), AuditLimits.State) : null,
        After = Cut(entry.After, AuditLimits.State) is { } after ? Cut(redactor.Redact(after), AuditLimits.State) : null,
    };

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Cut(string? text, int length) => text is null || text.Length <= length ? text : text[..length];
}
