using System.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Tests.Catalogue;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>feeds.json names the chats of the operators, and each fault is told with its place.</summary>
public sealed class OperatorReaderTests
{
    private static readonly string WebChat = "web:" + new string('a', 64);

    [Fact]
    public void Chats_are_named_by_platform_and_id()
    {
        var valid = Assert.IsType<CatalogueResult.Valid>(Read($$"""{ "operators": ["telegram:123456", "telegram:-1001234", "{{WebChat}}"] }"""));

        Assert.Equal(
            [new OperatorChat("telegram", "123456"), new OperatorChat("telegram", "-1001234"), new OperatorChat("web", new string('a', 64))], valid.Catalogue.Operators);
    }

    [Fact]
    public void A_publisher_names_the_chats_of_its_desk_and_two_may_share_one()
    {
        var valid = Assert.IsType<CatalogueResult.Valid>(Read(
            """{ "publishers": [ { "id": "p", "name": "P", "desk": ["telegram:-1001234"], "children": [ { "id": "q", "name": "Q", "desk": ["telegram:-1001234"] } ] } ] }"""));

        Assert.All(valid.Catalogue.Publishers, p => Assert.Equal([new OperatorChat("telegram", "-1001234")], p.Desk));
    }

    [Theory]
    [InlineData("""{ "operators": "telegram:1" }""", 1, 16, "expects an array")]
    [InlineData("""{ "operators": [ 5 ] }""", 1, 18, "expects a string")]
    [InlineData("{ \"operators\": [\n  \"telegram:1\",\n  \"telegram:me\" ] }", 3, 3, "is not a chat")]
    [InlineData("""{ "operators": [ "123456" ] }""", 1, 18, "telegram:123456")]
    [InlineData("""{ "operators": [ "telegram:0" ] }""", 1, 18, "is not a chat")]
    [InlineData("""{ "operators": [ "web:abc" ] }""", 1, 18, "is not a chat")]
    [InlineData("""{ "operators": [ "telegram:1", "telegram:1" ] }""", 1, 32, "operators[0] names the same chat")]
    [InlineData("""{ "publishers": [ { "id": "p", "name": "P", "desk": [ "telegram:me" ] } ] }""", 1, 55, "is not a chat")]
    public void A_fault_is_told_with_line_and_column(string json, int line, int column, string says)
    {
        var fault = Assert.Single(Assert.IsType<CatalogueResult.Invalid>(Read(json)).Faults);

        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    private static CatalogueResult Read(string json) =>
        new CatalogueReader(new QuartzCron(), new CatalogueRules(TimeSpan.FromSeconds(30), _ => true), TimeProvider.System).Read(Encoding.UTF8.GetBytes(json));
}
