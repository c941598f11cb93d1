using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>An unknown setting is reported at the start, with a suggestion.</summary>
public sealed partial class SettingNamesTests
{
    [GeneratedRegex("""BindConfiguration\((?:"(?<name>\w+)"|(?<type>\w+)\.Section)\)""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Bound { get; }

    [Theory]
    [InlineData("Polling:DefaultEvry", "Polling:DefaultEvery")]
    [InlineData("polling:defaultevry", "Polling:DefaultEvery")]
    [InlineData("Poling:DefaultEvery", "Polling")]
    [InlineData("Fetching:AllowedPrivateHost:0", "Fetching:AllowedPrivateHosts")]
    [InlineData("Fetching:Timeout:0", "Fetching:Timeout")]
    [InlineData("Telegram:Tokens", "Telegram:Token")]
    [InlineData("WebSub:TimeoutSecond", "WebSub:TimeoutSeconds")]
    [InlineData("ConnectionStrings:FeedBoot", "ConnectionStrings:FeedBot")]
    [InlineData("FEEDBOT_TELEGRAM_TOKN", "FEEDBOT_TELEGRAM_TOKEN")]
    [InlineData("Polling_DefaultEvery", "Polling:DefaultEvery")]
    [InlineData("POLLING.DEFAULTEVERY", "Polling:DefaultEvery")]
    public void A_name_with_a_slip_is_refused_and_the_right_one_offered(string name, string meant)
    {
        var fault = Assert.Single(SettingNames.Faults(Configuration(name)));

        // As far as it is wrong.
        Assert.StartsWith(fault.Split('"')[1], name, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"did you mean \"{meant}\"", fault, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Alerts:FloodFrom", "-1", "0 to 10000")]
    [InlineData("WebChat:MaxStreams", "-5", "1 to 100000")]
    [InlineData("Server:MaxConnections", "0", "10 to 1000000")]
    [InlineData("Fetching:AllowedPrivateHosts", "10.0.0.1", "Fetching__AllowedPrivateHosts__0")]
    [InlineData("Telegram:MoreTokens", "1:abc", "Telegram__MoreTokens__0")]
    public void A_value_out_of_its_range_and_a_list_without_numbers_are_refused(string name, string value, string says)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();

        Assert.Contains(says, Assert.Single(SettingNames.Faults(settings)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Refreshing:PageRetry", "-00:01:00", "00:00:00 to 1.00:00:00")]
    [InlineData("Refreshing:ConfirmAfter", "9999.00:00:00", "00:00:00 to 1.00:00:00")]
    [InlineData("Refreshing:LookAgainAfter:0", "-1.00:00:00", "00:00:00 to")]
    [InlineData("Alerts:MaxArticleAge", "", "00:01:00 to 365.00:00:00")]
    [InlineData("Polling:UseHubs", "", "true or false")]
    [InlineData("Telegram:Images", "7", "one of Preview, Photo")]
    [InlineData("Chat:AddSources", "maybe", "one of Off, Ask, Open")]
    [InlineData("Publishing:TelegramBotUrl", "t.me/bot", "https://example.org/")]
    [InlineData("Fetching:MaxBodyBytes", "x", "a whole number from 1024 to 209715200")]
    [InlineData("Logging:LogLevel:Default", "loud", "Trace, Debug, Information")]
    [InlineData("Logging:Console:LogLevel:Microsoft", "silent", "Trace, Debug, Information")]
    [InlineData("Logging:Console:FormatterName", "jsn", "neither line nor json")]
    public void A_format_that_a_setting_does_not_take_is_refused_with_what_it_takes(string name, string value, string says)
    {
        var fault = Assert.Single(SettingNames.Faults(Configuration(name, value)));

        Assert.StartsWith($"\"{name}\" is \"{value}\"", fault, StringComparison.Ordinal);
        Assert.Contains(says, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Server:KnownProxies:0", "x", "Server:KnownProxies: \"x\" is neither an address")]
    [InlineData("Publishing:UnlimitedClients:0", "10.0.0", "Publishing:UnlimitedClients: \"10.0.0\" is not a network")]
    [InlineData("Fetching:AllowedPrivateHosts:0", "a b", "Fetching:AllowedPrivateHosts: \"a b\" is not a host")]
    [InlineData("Chat:RefusedHosts:0", "https://bad.example/", "Chat:RefusedHosts: \"https://bad.example/\" is not a host")]
    [InlineData("Telegram:BaseUrl", "telegram", "Telegram:BaseUrl: \"telegram\" is no absolute http(s) address")]
    [InlineData("Polling:Floor", "99.00:00:00", "\"Polling:Floor\" is \"99.00:00:00\"")]
    public void Every_setting_is_checked_before_the_service_starts(string name, string value, string says)
    {
        using var folder = new TestFolder();

        var refused = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => FeedBotHost.Build(new FeedBotSettings
        {
            DataFolder = folder.Path, Quiet = true, Overrides = new Dictionary<string, string?> { [name] = value, ["Telegram:Token"] = "1234567:abc_def-ghi" },
        }));

        Assert.Contains(says, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_names_the_place_where_the_value_is_written()
    {
        const string variable = "SETTING_ORIGINS_Fetching__Timeout";
        Environment.SetEnvironmentVariable(variable, "soon");
        try
        {
            using var folder = new TestFolder();
            var file = folder.Write("appsettings.json", """{ "Polling": { "Floor": "soon" } }""");
            var configuration = new ConfigurationBuilder().AddJsonFile(file).AddEnvironmentVariables("SETTING_ORIGINS_").Build();

            var faults = SettingNames.Faults(configuration).ToList();

            Assert.Contains(faults, f => f.StartsWith($"\"Polling:Floor\" is \"soon\" (file {file})", StringComparison.Ordinal));
            Assert.Contains(faults, f => f.StartsWith($"\"Fetching:Timeout\" is \"soon\" (environment variable {variable})", StringComparison.Ordinal));
            Assert.Equal($"Polling:Floor: wrong (file {file}).", new SettingOrigins(configuration).Complete("Polling:Floor: wrong."));
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Theory]
    [InlineData("Polling:NoSuchThingAtAll")]
    [InlineData("Alerts:Whatever:0")]
    public void A_name_that_is_like_no_other_is_refused_too(string name) => 
        Assert.StartsWith(Assert.Single(SettingNames.Faults(Configuration(name))).Split('"')[1], name, StringComparison.Ordinal);

    [Theory]
    [InlineData("Polling:DefaultEvery")]
    [InlineData("polling:DEFAULTEVERY")]
    [InlineData("Refreshing:LookAgainAfter:0")]
    [InlineData("Telegram:MoreTokens:1")]
    [InlineData("ConnectionStrings:FeedBot")]
    [InlineData("ConnectionStrings:AnotherProgram")]
    [InlineData("FEEDBOT_TELEGRAM_TOKEN")]
    [InlineData("FEEDBOT_PORTAL_COOKIE")]
    [InlineData("PATH")]
    [InlineData("DOTNET_CLI_HOME")]
    [InlineData("SomeProgram:Its:Setting")]
    [InlineData("Logging:LogLevel:Default")]
    public void Existing_settings_and_those_of_others_are_accepted(string name) =>
        Assert.Empty(SettingNames.Faults(Configuration(name, name.StartsWith("Logging", StringComparison.Ordinal) ? "Warning" : "00:01:00")));

    [Fact]
    public void A_section_of_appsettings_that_does_not_exist_is_refused()
    {
        using var folder = new TestFolder();
        folder.Write("appsettings.json", """{ "Logging": { "LogLevel": { "Default": "Information" } }, "Storage": { "Folder": "x" } }""");

        var configuration = new ConfigurationBuilder().AddJsonFile(folder.PathOf("appsettings.json")).Build();

        Assert.Contains("\"Storage\"", Assert.Single(SettingNames.Faults(configuration)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_section_that_is_bound_is_known()
    {
        var source = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToArray();
        var bound = source.SelectMany(text => Bound.Matches(text)).ToArray();

        Assert.True(bound.Length >= 6);
        foreach (var match in bound)
        {
            Assert.True(
                match.Groups["name"] is { Success: true, Value: var name } ? SettingNames.Sections.ContainsKey(name) : SettingNames.Sections.Values.Any(t => t.Name == match.Groups["type"].Value),
                match.Value);
        }
    }

    private static IConfiguration Configuration(string name, string value = "00:01:00") => new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();

    [Theory]
    [InlineData("Polling:DefaultEvery", "5m", "hh:mm:ss")]
    [InlineData("Polling:DefaultEvery", "7", "d.hh:mm:ss")]
    [InlineData("Fetching:Timeout", "01:00:00", "00:00:01 to 00:10:00")]
    [InlineData("Alerts:GiveUpAfter", "a day", "1.00:00:00")]
    [InlineData("Refreshing:LookAgainAfter:0", "soon", "hh:mm:ss")]
    [InlineData("WebSub:TimeoutSeconds", "many", "a whole number")]
    [InlineData("Alerts:AllowPatterns", "maybe", "true or false")]
    public void A_value_that_a_setting_does_not_take_is_refused_with_what_it_takes(string name, string value, string words)
    {
        var fault = Assert.Single(SettingNames.Faults(Configuration(name, value)));

        Assert.Contains($"\"{name}\" is \"{value}\"", fault, StringComparison.Ordinal);
        Assert.Contains(words, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Polling:DefaultEvery", "00:05:00")]
    [InlineData("Polling:DefaultEvery", "1.00:00:00")]
    [InlineData("Refreshing:LookAgainAfter:0", "00:30:00")]
    [InlineData("Alerts:AllowPatterns", "False")]
    [InlineData("WebSub:TimeoutSeconds", "20")]
    [InlineData("Telegram:Token", "7")]
    public void A_valid_value_of_a_setting_is_accepted(string name, string value) => Assert.Empty(SettingNames.Faults(Configuration(name, value)));
}
