using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Keys;

internal sealed record NewKey
{
    [Description("What people call the key, 1 to 255 characters.")]
    public string? Label { get; init; }

    [Description("The key itself, 1 to 64 characters of A-Z, a-z, 0-9 and '_'; a random one when left out.")]
    public string? PublicKey { get; init; }

    public string? Service { get; init; }

    public KeyLimit? RateLimit { get; init; }
}
