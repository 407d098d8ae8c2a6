using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Errors.Segments;

namespace Monitoring.Storage.PostgreSql.Errors.Appending;

/// <summary>What one caller appends: the events as they were given, and each of them once in its segments.</summary>
internal sealed record PackedAppend(ImmutableArray<GroupedEvent> Events, List<PackedSegment> Segments);
