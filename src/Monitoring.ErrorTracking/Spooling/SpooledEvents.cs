using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Spooling;

/// <summary>The events of one request as they wait in the spool: all of them or none are taken.</summary>
/// <param name="Events">The events.</param>
/// <param name="Notes">What is counted of each once it is stored.</param>
internal sealed record SpooledEvents(ImmutableArray<GroupedEvent> Events, IEventNotes Notes);
