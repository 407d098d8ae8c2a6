using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.SourceContext.Storing;

/// <summary>Gives the frames of a shown event the address of their line in the repository, as <c>source_link</c>. One that the SDK gave stays.</summary>
internal sealed class CodeLinks(IDocumentStore store)
{
    private const string Name = "source_link";

    public async ValueTask<ErrorEvent> ApplyAsync(ProjectId project, ErrorEvent errorEvent, CancellationToken cancellationToken)
    {
        var mappings = (await store.ReadAsync(CodeMappingsDocuments.Kind, project, cancellationToken).ConfigureAwait(false)).Mappings;
        if (mappings.IsEmpty)
        {
            return errorEvent;
        }

        return errorEvent with
        {
            Exceptions = [.. errorEvent.Exceptions.Select(exception => exception with { StackTrace = Apply(mappings, exception.StackTrace) })],
            Threads = [.. errorEvent.Threads.Select(thread => thread with { StackTrace = Apply(mappings, thread.StackTrace) })],
            StackTrace = Apply(mappings, errorEvent.StackTrace),
        };
    }

    private static StackTrace? Apply(ImmutableArray<CodeMapping> mappings, StackTrace? trace) =>
        trace is null ? null : trace with { Frames = [.. trace.Frames.Select(frame => Apply(mappings, frame))] };

    private static StackFrame Apply(ImmutableArray<CodeMapping> mappings, StackFrame frame)
    {
        if (frame.InApp == false || frame.Other.Any(other => other.Name == Name) || RepositoryPaths.Find(mappings, frame) is not var (mapping, path))
        {
            return frame;
        }

        var link = JsonEncodedText.Encode(RepositoryPaths.Link(mapping, path, frame.LineNumber));
        byte[] json = [(byte)'"', .. link.EncodedUtf8Bytes, (byte)'"'];
        return frame with { Other = frame.Other.Add(new NamedJson(Name, new RawJson(json))) };
    }
}
