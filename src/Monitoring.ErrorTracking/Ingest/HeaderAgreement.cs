using Monitoring.ErrorTracking.Authentication;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Json;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Checks that the header of an envelope does not contradict the request that brought it. Host and scheme of its DSN are not compared.</summary>
internal static class HeaderAgreement
{
    public static AuthFault Check(EnvelopeHeader header, ClientKey key, string? origin)
    {
        if (header.Dsn is { } dsn && dsn.ProjectId != key.ProjectId)
        {
            return AuthFault.HeaderProject;
        }

        if (header.Dsn is { } other && other.PublicKey != key.PublicKey)
        {
            return AuthFault.HeaderKey;
        }

        return origin is not null && JsonObjects.FindText(header.Raw, "origin") is { } named && named.TrimEnd('/') != origin.TrimEnd('/')
            ? AuthFault.HeaderOrigin
            : AuthFault.None;
    }
}
