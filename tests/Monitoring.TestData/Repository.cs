namespace Monitoring.TestData;

/// <summary>The checkout that the running tests were built from.</summary>
public static class Repository
{
    /// <summary>Full path of the directory that holds Monitoring.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Full path of a file or directory of the checkout.</summary>
    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(directory.FullName, "Monitoring.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException($"No Monitoring.sln in '{AppContext.BaseDirectory}' or above it: run the tests inside the checkout.");
    }
}
