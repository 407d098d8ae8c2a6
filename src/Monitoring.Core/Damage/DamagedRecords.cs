using System.Collections.Immutable;
using System.Text;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.Core.Auditing;
using Monitoring.Redaction;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Damage;

/// <summary>Reads document by document, kind by kind, all kinds that the store was told of, and keeps those that fail.</summary>
internal sealed class DamagedRecords(Stores stores, IAccessControl access, IAuditLog audit, IRedactor redactor, TimeProvider timeProvider, IEnumerable<DocumentType> types)
    : IDamagedRecords
{
    private const int AtOnce = 100;
    private const int MaxLooked = 10_000;
    private const int MaxFound = 100;

    private readonly ImmutableArray<DocumentType> _types = [.. types.OrderBy(type => type.Name, StringComparer.Ordinal)];

    public async ValueTask<CommandResult<Page<DamagedRecord>>> ListAsync(Actor actor, ProjectId project, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Page<DamagedRecord>>(decision);
        }

        // The kind, and the cursor within it.
        var place = (cursor ?? "").Split('/', 2);
        var kind = cursor is null ? 0 : _types.IndexOf(Find(place[0])!);
        if (kind < 0)
        {
            return CommandResults.Invalid<Page<DamagedRecord>>("cursor: is none of this list.");
        }

        var inner = place is [_, { Length: > 0 } rest] ? rest : null;
        var found = ImmutableArray.CreateBuilder<DamagedRecord>();
        for (var looked = 0; kind < _types.Length && looked < MaxLooked && found.Count < MaxFound;)
        {
            var page = await stores.Documents.ListAsync(Partition.Of(project), _types[kind], AtOnce, inner, cancellationToken).ConfigureAwait(false);
            found.AddRange(page.Items.Select(stored => Look(_types[kind], stored)).OfType<DamagedRecord>());
            looked += page.Items.Length;
            inner = page.Next;
            kind += inner is null ? 1 : 0;
        }

        return CommandResults.Done(new Page<DamagedRecord> { Items = found.ToImmutable(), Next = kind < _types.Length ? $"{_types[kind].Name}/{inner}" : null });
    }

    public async ValueTask<CommandResult<DamagedRecord>> DeleteAsync(Actor actor, ProjectId project, string type, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(key);
        var decision = await access.CheckAsync(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<DamagedRecord>(decision);
        }

        // Whoever may change settings may not change what the audit log says of it.
        if (type == AuditLog.Type.Name)
        {
            return CommandResults.Invalid<DamagedRecord>("type: entries of the audit log are not deleted.");
        }

        var stored = Find(type) is { } known && key.Length is > 0 and <= 255
            ? await stores.Documents.GetAsync(Partition.Of(project), known, key, cancellationToken).ConfigureAwait(false)
            : null;
        if (stored is null)
        {
            return CommandResults.NotFound<DamagedRecord>("There is no record of this type and key; both are as they are listed.");
        }

        if (Look(Find(type)!, stored) is not { } damaged)
        {
            return CommandResults.Conflict<DamagedRecord>("The record can be read, so that it is not deleted here.");
        }

        var entry = audit.Prepare(AuditEntry.Of(actor, project, "damaged-record.deleted", $"{type}:{key}", timeProvider) with { Before = damaged.Raw });
        var commit = new DocumentCommit
        {
            Partition = Partition.Of(project),
            Puts = [entry],
            Deletes = [new DocumentDelete { Type = Find(type)!, Key = key, ExpectedVersion = stored.Version }],
        };
        var result = await stores.Documents.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed
            ? CommandResults.Done(damaged)
            : CommandResults.Conflict<DamagedRecord>("The record was changed meanwhile.");
    }

    private DocumentType? Find(string name) => _types.FirstOrDefault(type => type.Name == name);

    private DamagedRecord? Look(DocumentType type, StoredDocument stored)
    {
        if (type.FindFault(stored.Body, stored.SchemaVersion) is not { } fault)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(stored.Body.Span[..Math.Min(stored.Body.Length, 4 * DamagedRecord.MaxLength)]);
        return new DamagedRecord
        {
            Type = type.Name,
            Key = stored.Key,
            SchemaVersion = stored.SchemaVersion,
            Problem = fault,
            Raw = redactor.Redact(text.Length <= DamagedRecord.MaxLength ? text : text[..DamagedRecord.MaxLength]),
        };
    }
}
