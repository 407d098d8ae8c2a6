using System.Collections.Immutable;
using System.Text;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.SourceContext.Storing;

/// <summary>Keeps the mappings as a document of the project; each change is in the audit log in the same commit.</summary>
internal sealed class StoredCodeMappings(IDocumentStore store, IAccessControl access, IAuditLog audit, TimeProvider timeProvider) : ICodeMappings
{
    private const int MaxMappings = 100;

    public async ValueTask<CommandResult<Page<CodeMapping>>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Page<CodeMapping>>(decision);
        }

        var stored = await ReadAsync(project, cancellationToken).ConfigureAwait(false);
        return Done(stored?.Value.Mappings ?? [], stored?.Version ?? 0);
    }

    public async ValueTask<CommandResult<Page<CodeMapping>>> SetAsync(
        Actor actor, ProjectId project, ImmutableArray<CodeMapping> mappings, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Page<CodeMapping>>(decision);
        }

        var wanted = mappings.IsDefault ? [] : mappings;
        if (FindFault(wanted) is { } fault)
        {
            return CommandResults.Invalid<Page<CodeMapping>>(fault);
        }

        var stored = await ReadAsync(project, cancellationToken).ConfigureAwait(false);
        var version = stored?.Version ?? 0;
        if (expectedVersion is null || expectedVersion == version)
        {
            var after = new CodeMappingsDocument { Mappings = wanted };
            var commit = new DocumentCommit
            {
                Partition = Partition.Of(project),
                Puts = [CodeMappingsDocuments.Type.Put(after, expectedVersion), Audit(actor, project, stored?.Value, after)],
            };
            var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == CommitOutcome.Committed)
            {
                return Done(wanted, result.Versions[0]);
            }
        }

        return CommandResults.Conflict("The mappings were changed meanwhile.", new Page<CodeMapping> { Items = stored?.Value.Mappings ?? [] }, version);
    }

    private static CommandResult<Page<CodeMapping>> Done(ImmutableArray<CodeMapping> mappings, long version) =>
        CommandResults.Done(new Page<CodeMapping> { Items = mappings }, version);

    private static string? FindFault(ImmutableArray<CodeMapping> mappings)
    {
        if (mappings.Length > MaxMappings)
        {
            return $"items: at most {MaxMappings} are taken.";
        }

        for (var i = 0; i < mappings.Length; i++)
        {
            var mapping = mappings[i];
            var isUrl = Uri.TryCreate(mapping.Repository, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && mapping.Repository.Length <= 500;
            if (!isUrl || url!.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
            {
                return $"items[{i}].repository: an address with http or https, of at most 500 characters and without a query, is expected.";
            }

            if (mapping.StackRoot.Length > 500 || mapping.SourceRoot.Length > 500)
            {
                return $"items[{i}]: a root has at most 500 characters.";
            }

            if (mapping.Branch.Length is 0 or > 250 || mapping.Branch.Any(char.IsControl))
            {
                return $"items[{i}].branch: 1 to 250 characters are expected.";
            }
        }

        return null;
    }

    private ValueTask<Versioned<CodeMappingsDocument>?> ReadAsync(ProjectId project, CancellationToken cancellationToken) =>
        store.FindAsync(Partition.Of(project), CodeMappingsDocuments.Type, CodeMappingsDocument.Key, cancellationToken);

    private DocumentPut Audit(Actor actor, ProjectId project, CodeMappingsDocument? before, CodeMappingsDocument after) => audit.Prepare(
        AuditEntry.Of(actor, project, "code-mappings.changed", $"project:{project}", timeProvider) with
        {
            Before = before is null ? null : Text(before),
            After = Text(after),
        });

    private static string Text(CodeMappingsDocument document) => Encoding.UTF8.GetString(CodeMappingsDocuments.Type.Serialize(document).Span);
}
