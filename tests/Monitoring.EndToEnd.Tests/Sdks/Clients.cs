using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>The client programs beside the tests.</summary>
internal static class Clients
{
    public static string Path(string name) => $"tests/Monitoring.EndToEnd.Tests/clients/{name}";

    public static string Directory(string name) => Repository.File(Path(name).Split('/'));
}
