using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>Finds where the value of a setting is written, so that an error can name the place to change.</summary>
internal sealed class SettingOrigins(IConfiguration configuration)
{
    /// <summary>Returns the place in parentheses with a blank before it; empty if it is not known.</summary>
    public string Describe(string path) => PlaceOf(configuration, path) is { } place ? $" ({place})" : "";

    /// <summary>Adds the place to a failure of a validator, which starts with the path: <c>Section:Key: …</c>.</summary>
    public string Complete(string failure)
    {
        var path = failure.Split(' ')[0].TrimEnd(':');
        return path.Contains(':', StringComparison.Ordinal) ? failure.TrimEnd('.') + Describe(path) + "." : failure;
    }

    private static string? PlaceOf(IConfiguration configuration, string path)
    {
        if (configuration is not IConfigurationRoot root)
            return null;
        var provider = root.Providers.Reverse().FirstOrDefault(p => p.TryGet(path, out _) || p.GetChildKeys([], path).Any());
        return provider switch
        {
            ChainedConfigurationProvider chained => PlaceOf(chained.Configuration, path),
            EnvironmentVariablesConfigurationProvider => $"environment variable {VariableOf(path)}",
            JsonConfigurationProvider { Source: { Path: { } file } source } =>
                $"file {source.FileProvider?.GetFileInfo(file).PhysicalPath ?? file}",
            _ => null,
        };
    }

    // The system may distinguish capitals, the configuration does not.
    private static string VariableOf(string path)
    {
        var name = path.Replace(":", "__", StringComparison.Ordinal);
        var all = Environment.GetEnvironmentVariables().Keys.OfType<string>().ToList();
        return all.Find(key => key == name)
            ?? all.Find(key => key.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                || key.EndsWith("_" + name, StringComparison.OrdinalIgnoreCase))
            ?? name;
    }
}
