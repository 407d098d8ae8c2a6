using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Authentication;

/// <summary>The places outside of the body in which a sender may give its key.</summary>
internal readonly record struct AuthSources(
    ImmutableArray<string> SentryAuth, ImmutableArray<string> Authorization, string? Query, string? PathKey);
