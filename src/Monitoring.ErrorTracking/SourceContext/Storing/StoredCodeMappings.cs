using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.SourceContext.Storing;

/// <summary>Keeps the mappings as a document of the project.</summary>
internal sealed class StoredCodeMappings(SettingsCommands commands) : ICodeMappings
{
    public async ValueTask<CommandResult<Page<CodeMapping>>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken) =>
        Show(await commands.GetAsync(CodeMappingsDocuments.Kind, actor, project, cancellationToken).ConfigureAwait(false));

    public async ValueTask<CommandResult<Page<CodeMapping>>> SetAsync(
        Actor actor, ProjectId project, ImmutableArray<CodeMapping> mappings, long? expectedVersion, CancellationToken cancellationToken)
    {
        var wanted = new CodeMappingsDocument { Mappings = mappings };
        return Show(await commands.ReplaceAsync(CodeMappingsDocuments.Kind, actor, project, wanted, expectedVersion, cancellationToken).ConfigureAwait(false));
    }

    private static CommandResult<Page<CodeMapping>> Show(CommandResult<CodeMappingsDocument> result) => result.Value is { } found
        ? result.With(new Page<CodeMapping> { Items = found.Mappings })
        : result.Fail<CodeMappingsDocument, Page<CodeMapping>>();
}
