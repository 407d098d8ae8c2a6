namespace Monitoring.ErrorTracking.Backends.Sentry.Connecting;

/// <summary>A connection was not made because its address is local.</summary>
internal sealed class ForbiddenAddressException : IOException
{
    public ForbiddenAddressException()
        : base("The address is local, and local addresses may not be called.")
    {
    }
}
