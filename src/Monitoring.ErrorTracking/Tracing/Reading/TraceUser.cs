namespace Monitoring.ErrorTracking.Tracing.Reading;

/// <summary>Who was behind a call. Personal data: only a keyed hash of it is kept.</summary>
/// <param name="Kind">By what the user is known: <c>id</c>, <c>username</c>, <c>email</c> or <c>ip</c>.</param>
/// <param name="Value">The value.</param>
internal sealed record TraceUser(string Kind, string Value)
{
    /// <summary>The first that is known.</summary>
    public static TraceUser? Of(string? id, string? name, string? email, string? address) =>
        !string.IsNullOrEmpty(id) ? new("id", id)
        : !string.IsNullOrEmpty(name) ? new("username", name)
        : !string.IsNullOrEmpty(email) ? new("email", email)
        : !string.IsNullOrEmpty(address) && address != "{{auto}}" ? new("ip", address)
        : null;
}
