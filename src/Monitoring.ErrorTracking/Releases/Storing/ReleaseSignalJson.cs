using System.Text.Json.Serialization;
using Monitoring.Signals.Errors;

namespace Monitoring.ErrorTracking.Releases.Storing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReleaseCreated))]
[JsonSerializable(typeof(DeployRecorded))]
internal sealed partial class ReleaseSignalJson : JsonSerializerContext;
