using Microsoft.Extensions.Options;

namespace Monitoring.Core;

[OptionsValidator]
internal sealed partial class MonitoringOptionsValidator : IValidateOptions<MonitoringOptions>;
