namespace Monitoring.Migrate;

/// <summary>Keeps connection strings, and the passwords in them, out of messages.</summary>
internal static class Secrets
{
    private const string Removed = "***";

    public static string Remove(string message, Arguments? arguments)
    {
        foreach (var argument in new[] { arguments?.From, arguments?.To }.OfType<string>().Where(argument => argument.StartsWith("postgres:", StringComparison.Ordinal)))
        {
            var connection = argument["postgres:".Length..];
            message = Remove(message, connection);
            foreach (var part in connection.Split(';').Select(part => part.Split('=', 2)).Where(part => part.Length == 2 && IsSecret(part[0].Trim())))
            {
                message = Remove(message, part[1].Trim().Trim('\'', '"'));
            }
        }

        return message;
    }

    private static string Remove(string message, string secret) => secret.Length == 0 ? message : message.Replace(secret, Removed, StringComparison.Ordinal);

    private static bool IsSecret(string name) => name.Contains("pass", StringComparison.OrdinalIgnoreCase) || name.Equals("pwd", StringComparison.OrdinalIgnoreCase);
}
