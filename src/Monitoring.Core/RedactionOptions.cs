namespace Monitoring.Core;

/// <summary>
/// What is taken out of the texts of audit entries and of failures of signals before they are stored. Secrets (private keys,
/// credentials, tokens, passwords, card and social security numbers) always are. Events have settings of their own; the names given here hold for them, too.
/// </summary>
public sealed class RedactionOptions
{
    /// <summary>Whether e-mail addresses are taken out.</summary>
    /// <value>By default <see langword="false"/>.</value>
    public bool EmailAddresses { get; set; }

    /// <summary>Whether IP addresses are taken out.</summary>
    /// <value>By default <see langword="false"/>.</value>
    public bool IpAddresses { get; set; }

    /// <summary>
    /// Names of fields that hold secrets, beside the built-in ones such as <c>password</c>. Compared without regard to
    /// case, blanks and <c>_ - .</c>; a field whose name contains one counts.
    /// </summary>
    /// <value>By default empty.</value>
    public IList<string> SensitiveNames { get; } = [];

    /// <summary>Names of fields that hold no secret although a built-in rule says so; the whole name is compared.</summary>
    /// <value>By default empty.</value>
    public IList<string> SafeNames { get; } = [];
}
