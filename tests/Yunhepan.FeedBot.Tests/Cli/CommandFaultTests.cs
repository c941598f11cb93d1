using System.Text;
using Microsoft.Extensions.Configuration;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Cli;

namespace Yunhepan.FeedBot.Tests.Cli;

/// <summary>A fault of what was typed or of a file is said in words that name what, where and what is allowed, never a C# type.</summary>
public sealed class CommandFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("inspect --as nonsense page.html", "--as is one of feed, list, article, sitemap, json, not \"nonsense\"")]
    [InlineData("inspect --as 7 page.html", "--as is one of feed, list")]
    [InlineData("dead-letters --outcome Sent", "--outcome is one of rejected, givenup, indoubt, unreachable, not \"Sent\"")]
    [InlineData("dead-letters --limit -1", "--limit is a whole number from 1 to 100000, not \"-1\"")]
    [InlineData("dead-letters --limit 99999999999", "--limit is a whole number from 1")]
    [InlineData("dead-letters --chat x", "--chat is a whole number, not \"x\"")]
    [InlineData("complaints close x --reject", "N is a whole number, not \"x\"")]
    [InlineData("rules replay --days 99999999", "--days is a whole number from 1 to 36500")]
    [InlineData("inspect --nonsense", "inspect has no option --nonsense")]
    [InlineData("inspect --explian page.html", "inspect has no option --explian; did you mean \"--explain\"?")]
    [InlineData("accept --dta", "accept has no option --dta; did you mean \"--data\"?")]
    public void What_was_typed_wrongly_is_named_with_what_is_allowed(string line, string says)
    {
        var misuses = Misuses.Find(FeedBotCommandLine.Create().Parse(line.Split(' ')));

        Assert.Contains(misuses, misuse => misuse.Contains(says, StringComparison.Ordinal));
        Assert.All(misuses, misuse => Assert.DoesNotMatch("Yunhepan|System\\.|Cannot parse|\\n", misuse));
    }

    [Theory]
    [InlineData("inspect --as ARTICLE page.html")]
    [InlineData("dead-letters --outcome GivenUp --limit 5 --alert 12")]
    [InlineData("complaints close 3 --reject")]
    [InlineData("inspect -- --a-file-of-that-name")]
    [InlineData("explain -5")]
    public void What_is_right_is_accepted(string line) => Assert.Empty(Misuses.Find(FeedBotCommandLine.Create().Parse(line.Split(' '))));

    [Fact]
    public void A_source_that_nobody_knows_is_not_called_unheld()
    {
        Assert.Contains("no source with the id \"nope\"", AcceptCommand.NothingHeld("nope", ["portal"]), StringComparison.Ordinal);
        Assert.EndsWith("did you mean \"portal\"?", AcceptCommand.NothingHeld("portl", ["portal"]), StringComparison.Ordinal);
        Assert.StartsWith("nothing of source portal is held back", AcceptCommand.NothingHeld("portal", ["portal"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing-here.xml", "there is no such file")]
    [InlineData("no/folder/here.xml", "its folder does not exist")]
    [InlineData("plain.txt/below.xml", "a part of the path is a file, not a folder|its folder does not exist")]
    [InlineData(".", "the path is a folder")]
    public async Task A_file_that_cannot_be_read_is_described_without_the_words_of_the_system(string name, string says)
    {
        using var folder = new WholeApp.TestFolder();
        folder.Write("plain.txt", "text");

        var fault = await Assert.ThrowsAnyAsync<IOException>(() => BoundedFile.ReadAsync(folder.PathOf(name), Token));

        Assert.Matches(says, fault.Message);
        Assert.DoesNotContain(folder.Path, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_described_too()
    {
        using var folder = new WholeApp.TestFolder();
        var file = folder.Write("there.txt", "text");

        Assert.Equal("a file of that name exists", FileFault.InWords(Assert.Throws<IOException>(() => new FileStream(file, FileMode.CreateNew))));
        Assert.Equal("access is denied", FileFault.InWords(Assert.Throws<UnauthorizedAccessException>(() => File.WriteAllText(folder.Path, "x"))));
    }

    [Theory]
    [InlineData("", 1, 1, "there is nothing in it")]
    [InlineData("{ \"site\": {\n", 2, 1, "it ends too early")]
    [InlineData("{ \"来源\": 1\n  \"b\": 2 }", 2, 3, "a comma or a colon may be missing before it")]
    [InlineData("{ \"新闻\": 'b' }", 1, 9, "texts stand in double quotation marks")]
    [InlineData("{ name: 1 }", 1, 3, "'n' is not expected here")]
    [InlineData("{ \"a\": \"b\n\" }", 1, 10, "the line ends within a text")]
    [InlineData("{ \"a\": \"C:\\dir\" }", 1, 12, "'d' is no escape")]
    [InlineData("{} {}", 1, 4, "stands behind the end")]
    [InlineData("[1,,2]", 1, 4, "a name or a value may be missing before it")]
    public void A_text_that_is_not_JSON_is_described_with_its_place(string text, int line, int column, string says)
    {
        var fault = Assert.Single(Assert.IsType<CatalogueResult.Invalid>(Reader().Read(Encoding.UTF8.GetBytes(text))).Faults);

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.DoesNotMatch("isFinalBlock|LineNumber|start of a value", fault.Message);
    }

    [Theory]
    [InlineData("{ \"Polling\": {\n \"Floor\": 00:05:00 } }", "(2,", "is not JSON")]
    [InlineData("{ \"Polling\": { } ", "(1,", "it ends too early")]
    public void Settings_that_are_not_JSON_are_named_with_line_and_column(string text, string place, string says)
    {
        using var folder = new WholeApp.TestFolder();
        var file = folder.Write("appsettings.json", text);

        var fault = Assert.ThrowsAny<Exception>(() => new ConfigurationBuilder().AddJsonFile(file).Build());

        var line = Assert.Single(CliErrors.Lines(fault)!);
        Assert.StartsWith($"configuration: {file}{place}", line, StringComparison.Ordinal);
        Assert.Contains(says, line, StringComparison.Ordinal);
    }

    private static CatalogueReader Reader() =>
        new(new Hosting.QuartzCronExpressions(), Tests.Catalogue.CatalogueReaderTests.Rules, TimeProvider.System);
}
