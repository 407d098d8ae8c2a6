using System.Collections.Immutable;
using System.Text;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Redaction;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Damage;

/// <summary>Reads document by document, kind by kind, and keeps those that fail.</summary>
internal sealed class DamagedRecords(Stores stores, IAccessControl access, IRedactor redactor, IEnumerable<DocumentType> types) : IDamagedRecords
{
    private const int AtOnce = 500;
    private const int MaxLooked = 10_000;
    private const int MaxFound = 100;

    private readonly ImmutableArray<DocumentType> _types = [.. types.Where(type => !type.Indexes.IsEmpty).OrderBy(type => type.Name, StringComparer.Ordinal)];

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
        var kind = cursor is null ? 0 : _types.IndexOf(_types.FirstOrDefault(type => type.Name == place[0])!);
        if (kind < 0)
        {
            return CommandResults.Invalid<Page<DamagedRecord>>("cursor: is none of this list.");
        }

        var inner = place is [_, { Length: > 0 } rest] ? rest : null;
        var found = ImmutableArray.CreateBuilder<DamagedRecord>();
        for (var looked = 0; kind < _types.Length && looked < MaxLooked && found.Count < MaxFound;)
        {
            var query = new DocumentQuery { Partition = Partition.Of(project), Type = _types[kind], Index = _types[kind].Indexes[0].Name, Limit = AtOnce, Cursor = inner };
            var page = await stores.Documents.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            found.AddRange(page.Items.Select(stored => Look(_types[kind], stored)).OfType<DamagedRecord>());
            looked += page.Items.Length;
            inner = page.Next;
            kind += inner is null ? 1 : 0;
        }

        return CommandResults.Done(new Page<DamagedRecord> { Items = found.ToImmutable(), Next = kind < _types.Length ? $"{_types[kind].Name}/{inner}" : null });
    }

    private DamagedRecord? Look(DocumentType type, StoredDocument stored)
    {
        try
        {
            type.GetIndexEntries(stored.Body, stored.SchemaVersion);
            return null;
        }
        catch (MonitoringException exception)
        {
            var text = Encoding.UTF8.GetString(stored.Body.Span[..Math.Min(stored.Body.Length, 4 * DamagedRecord.MaxLength)]);
            return new DamagedRecord
            {
                Type = type.Name,
                Key = stored.Key,
                SchemaVersion = stored.SchemaVersion,
                Problem = exception.InnerException?.Message ?? exception.Message,
                Raw = redactor.Redact(text.Length <= DamagedRecord.MaxLength ? text : text[..DamagedRecord.MaxLength]),
            };
        }
    }
}
