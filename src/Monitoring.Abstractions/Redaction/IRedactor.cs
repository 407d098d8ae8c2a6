namespace Monitoring.Redaction;

/// <summary>
/// Takes secrets and personal data out of text before it is stored or sent out. One engine serves the whole product;
/// a host replaces it by registering its own.
/// </summary>
/// <remarks>Called on many threads at once; must not block and must not throw.</remarks>
public interface IRedactor
{
    /// <summary>Returns the text with what must not be kept replaced by a mask; the same instance when nothing was found.</summary>
    /// <param name="text">Any text.</param>
    string Redact(string text);

    /// <summary>Whether a field of this name holds a secret by its name alone, such as <c>password</c>.</summary>
    bool IsSensitiveName(ReadOnlySpan<char> name);
}
