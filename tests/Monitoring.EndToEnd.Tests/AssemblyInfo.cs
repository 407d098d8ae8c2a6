using Monitoring.EndToEnd.Tests.Hostile;
using Monitoring.EndToEnd.Tests.Hosting;

[assembly: AssemblyFixture(typeof(SharedHost))]
[assembly: AssemblyFixture(typeof(HostileHost))]
