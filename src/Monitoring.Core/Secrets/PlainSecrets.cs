using Monitoring.Secrets;

namespace Monitoring.Core.Secrets;

/// <summary>Stores secrets as they are, for hosts that have no key store.</summary>
internal sealed class PlainSecrets : ISecretProtector
{
    private const string Mark = "plain:";

    public string Protect(string purpose, string secret) => Mark + secret;

    /// <summary>What another protector wrote is not taken for a secret.</summary>
    public string? Unprotect(string purpose, string stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored.StartsWith(Mark, StringComparison.Ordinal) ? stored[Mark.Length..] : null;
    }
}
