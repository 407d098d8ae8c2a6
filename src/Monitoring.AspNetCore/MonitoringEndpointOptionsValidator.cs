using Microsoft.Extensions.Options;

namespace Monitoring.AspNetCore;

[OptionsValidator]
internal sealed partial class MonitoringEndpointOptionsValidator : IValidateOptions<MonitoringEndpointOptions>;
