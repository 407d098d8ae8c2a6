using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Discards.Storing;

/// <summary>All discarded hashes of a project in one document, the last first: intake reads them at once, and there are few.</summary>
internal sealed record DiscardsDocument
{
    public const string Key = "discards";

    /// <summary>The most hashes of a project.</summary>
    public const int MaxHashes = 2_000;

    public ImmutableArray<DiscardedHash> Hashes { get; init => field = value.IsDefault ? [] : value; } = [];

    public static DocumentType<DiscardsDocument> Type { get; } = new("discards", DiscardsJson.Default.DiscardsDocument, _ => Key);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DiscardsDocument))]
internal sealed partial class DiscardsJson : JsonSerializerContext;
