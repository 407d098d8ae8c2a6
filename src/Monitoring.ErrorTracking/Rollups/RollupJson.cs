using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Rollups;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RollupDocument))]
[JsonSerializable(typeof(SeriesDocument))]
[JsonSerializable(typeof(RecentDocument))]
[JsonSerializable(typeof(SweepDocument))]
internal sealed partial class RollupJson : JsonSerializerContext;
