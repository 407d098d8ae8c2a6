using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Sqlite.Errors.Tables;

/// <summary>How states, transitions and the facts of events are written: as JSON, by generated code.</summary>
internal static class ErrorCodec
{
    // Nothing here ends in HTML, and Cyrillic takes two bytes a letter instead of six.
    private static readonly ErrorJson Json = new(new JsonSerializerOptions(ErrorJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(GroupedEvent facts) => JsonSerializer.Serialize(facts, Json.GroupedEvent);

    public static string Write(IssueState state) => JsonSerializer.Serialize(state, Json.IssueState);

    public static string Write(IssueTransition transition) => JsonSerializer.Serialize(transition, Json.IssueTransition);

    public static GroupedEvent ReadEvent(string json) => JsonSerializer.Deserialize(json, Json.GroupedEvent)!;

    public static IssueState ReadState(string json) => JsonSerializer.Deserialize(json, Json.IssueState)!;

    public static IssueTransition ReadTransition(string json) => JsonSerializer.Deserialize(json, Json.IssueTransition)!;
}

/// <summary>What may be written.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(GroupedEvent))]
[JsonSerializable(typeof(IssueState))]
[JsonSerializable(typeof(IssueTransition))]
internal sealed partial class ErrorJson : JsonSerializerContext;
