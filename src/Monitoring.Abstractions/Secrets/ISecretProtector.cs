namespace Monitoring.Secrets;

/// <summary>
/// Turns secrets that the product must give to others, such as the token of a Sentry server, into what is stored, and back. A host that has a key store registers its
/// own, for instance one over ASP.NET Data Protection; without it they are stored as they are, as safe as the database is.
/// </summary>
/// <remarks>Called on many threads at once; must not block for long and must not throw on what it cannot read.</remarks>
public interface ISecretProtector
{
    /// <summary>Returns what is stored in place of a secret.</summary>
    /// <param name="purpose">What the secret is for, the same text when it is read; a key may be derived from it.</param>
    /// <param name="secret">The secret.</param>
    string Protect(string purpose, string secret);

    /// <summary>Returns the secret again; <see langword="null"/> when it cannot be read, as after the loss of a key. People then have to enter it anew.</summary>
    /// <param name="purpose">What the secret is for.</param>
    /// <param name="stored">What <see cref="Protect"/> returned.</param>
    string? Unprotect(string purpose, string stored);
}
