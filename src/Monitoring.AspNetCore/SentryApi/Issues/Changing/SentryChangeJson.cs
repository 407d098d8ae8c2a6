using System.Text.Json.Serialization;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi.Issues.Changing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    MaxDepth = 16,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(SentryIssueChanges))]
[JsonSerializable(typeof(SentryConditions))]
[JsonSerializable(typeof(SentryChangedDocument))]
internal sealed partial class SentryChangeJson : JsonSerializerContext;
