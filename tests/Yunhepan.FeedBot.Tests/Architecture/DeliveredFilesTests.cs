using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>The files with which people build and run the service keep what the documentation promises of them.</summary>
public sealed partial class DeliveredFilesTests
{
    [GeneratedRegex("(?ms)^  feedbot:$.*?(?=^  \\S)", RegexOptions.None, 1000)]
    private static partial Regex Service { get; }

    [GeneratedRegex("\\d+:\\d+\"", RegexOptions.None, 1000)]
    private static partial Regex Port { get; }

    [GeneratedRegex("\"127[.]0[.]0[.]1:\\d+:\\d+\"", RegexOptions.None, 1000)]
    private static partial Regex LoopbackPort { get; }

    [Fact]
    public void The_composition_serves_this_machine_only_in_bounded_memory_and_with_a_writable_configuration()
    {
        var compose = Read("compose.yaml");
        var service = Service.Match(compose).Value;

        var ports = Port.Count(compose);
        Assert.Equal(ports, LoopbackPort.Count(compose));
        Assert.DoesNotMatch("(?m)network_mode|^ +ports:\\s*$", compose);
        Assert.Matches("(?m)^    mem_limit: \\d+m$", service);
        // "feedbot import" replaces the file, so what is mounted is its folder, and not for reading only.
        Assert.Matches("(?m)^      - config:/config$", service);
    }

    [Fact]
    public void Any_sdk_10_builds_it()
    {
        using var json = JsonDocument.Parse(Read("global.json"));
        var sdk = json.RootElement.GetProperty("sdk");

        Assert.Equal(("10.0.100", "latestMinor"), (sdk.GetProperty("version").GetString(), sdk.GetProperty("rollForward").GetString()));
    }

    [Fact]
    public async Task A_publish_contains_no_native_libraries_of_other_machines()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        // What is published is asked of the build that the tests belong to: artifacts/bin/PROJECT/CONFIGURATION.
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        foreach (var argument in (string[])["msbuild", $"-p:Configuration={configuration}", Path.Combine(Checkout.Root, "src/Yunhepan.FeedBot"), "-nologo", "-t:ComputeResolvedFilesToPublishList", "-getItem:ResolvedFileToPublish"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var items = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        var native = items.RootElement.GetProperty("Items").GetProperty("ResolvedFileToPublish").EnumerateArray()
            .Select(file => file.GetProperty("RelativePath").GetString()!.Replace('\\', '/'))
            .Where(path => path.StartsWith("runtimes/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(native);
        Assert.All(native, path => Assert.StartsWith($"runtimes/{RuntimeInformation.RuntimeIdentifier}/", path, StringComparison.Ordinal));
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(Checkout.Root, name)).ReplaceLineEndings("\n");
}
