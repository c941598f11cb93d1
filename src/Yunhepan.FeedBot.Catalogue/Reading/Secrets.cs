using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>
/// Replaces <c>${ENV:NAME}</c> and <c>${FILE:path}</c> in header values, so that feeds.json need not contain secrets. No message
/// contains a value.
/// </summary>
internal static partial class Secrets
{
    private const long LargestFile = 64 * 1024;

    [GeneratedRegex(@"\$\{(?<kind>[^:}]*):?(?<name>[^}]*)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference { get; }

    /// <param name="text">A header value from feeds.json.</param>
    /// <param name="folder">The base of relative paths.</param>
    /// <param name="fault">What is wrong; it names the reference and never a value.</param>
    public static string Resolve(string text, string folder, out string? fault)
    {
        string? found = null;
        var value = Reference.Replace(text, match =>
        {
            var resolved = Look(match.Groups["kind"].Value, match.Groups["name"].Value, folder, out var problem);
            found ??= problem;
            return resolved ?? "";
        });
        fault = found;
        return value;
    }

    private static string? Look(string kind, string name, string folder, out string? problem)
    {
        var value = kind switch
        {
            "ENV" => Environment.GetEnvironmentVariable(name),
            "FILE" => ReadFile(Path.Combine(folder, name)),
            _ => null,
        };
        problem = (kind, value) switch
        {
            ("ENV" or "FILE", not null and not "") => null,
            ("ENV", _) => $"the environment variable {FaultWords.Clip(name)} is not set",
            ("FILE", _) => $"the file {FaultWords.Clip(name)} cannot be read or is empty",
            _ => "a secret is written ${ENV:NAME} or ${FILE:path}",
        };
        return value;
    }

    private static string? ReadFile(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > 0 and <= LargestFile } ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
