using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.Testing.Benchmarks.Documents;

/// <summary>A document as settings and alerts are: a few fields, a text, two indexes.</summary>
internal sealed record WorkloadDocument
{
    public const string ByGroup = "group";

    public static readonly DocumentType<WorkloadDocument> Type = new(
        "workload",
        WorkloadJson.Default.WorkloadDocument,
        document => document.Key,
        [
            new(ByGroup, document => IndexKey.Empty.Add(document.Group).Add(document.Number)),
            new("number", document => IndexKey.Empty.Add(document.Number)),
        ]);

    public required string Key { get; init; }

    public required string Group { get; init; }

    public required long Number { get; init; }

    public required string Text { get; init; }
}

/// <summary>How the document is written.</summary>
[JsonSerializable(typeof(WorkloadDocument))]
internal sealed partial class WorkloadJson : JsonSerializerContext;
