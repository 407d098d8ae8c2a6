using System.Globalization;
using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.BulkChanges.Storing;

/// <summary>How jobs lie in the partition of their project.</summary>
internal static class BulkDocuments
{
    public const string ByStart = "start";

    /// <summary>Those that run.</summary>
    public const string ByRunning = "running";

    /// <summary>The kind of the timer that takes the next step of a job; its key is the job's id.</summary>
    public const string StepTimer = "issue-bulk-step";

    public static DocumentType<BulkJobDocument> Jobs { get; } = new(
        "issue-bulk-job",
        BulkJson.Default.BulkJobDocument,
        document => document.Job.Id.ToString(),
        [
            new DocumentIndex<BulkJobDocument>(ByStart, document => IndexKey.Empty.Add(document.Job.StartedAt).Add(document.Job.Id)),
            new DocumentIndex<BulkJobDocument>(ByRunning, document => document.Job.IsRunning ? [IndexKey.Empty.Add(document.Job.StartedAt)] : []),
        ]);

    public static DocumentType<BulkPartDocument> Parts { get; } = new("issue-bulk-part", BulkJson.Default.BulkPartDocument, part => PartKey(part.JobId, part.Number));

    public static TimerKey Timer(EntityId job) => new() { Kind = StepTimer, Key = job.ToString() };

    public static string PartKey(EntityId job, int number) => string.Create(CultureInfo.InvariantCulture, $"{job}-{number:D4}");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BulkJobDocument))]
[JsonSerializable(typeof(BulkPartDocument))]
[JsonSerializable(typeof(BulkChange))]
internal sealed partial class BulkJson : JsonSerializerContext;
