namespace Monitoring.Storage;

/// <summary>Checks of single arguments of a store.</summary>
internal static class Arguments
{
    /// <summary>The most characters of a key or a name.</summary>
    public const int KeyLength = 255;

    public static void Range(long value, long least, long most, string what)
    {
        if (value < least || value > most)
        {
            throw new ArgumentException($"{what} must be {least} to {most}, not {value}.");
        }
    }

    public static void Key(string key, string what)
    {
        if (key is not { Length: > 0 and <= KeyLength })
        {
            throw new ArgumentException($"{what} must have 1 to {KeyLength} characters, not {key?.Length ?? 0}.");
        }
    }
}
