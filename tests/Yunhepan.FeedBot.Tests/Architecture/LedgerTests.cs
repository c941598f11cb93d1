using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>Receipts and deferred deliveries have one writer, so that its rules hold everywhere.</summary>
public sealed class LedgerTests
{
    private const string Project = $"{ProductCode.Product}.Alerts";
    private const string Ledger = "Delivery/Ledger";

    private static readonly string[] Writes =
        ["Add", "AddRange", "Remove", "RemoveRange", "Update", "UpdateRange", "ExecuteUpdateAsync", "ExecuteDeleteAsync"];

    private static readonly string[] Tables = ["Receipts", "Deferred", "Gathered", "Queued"];

    [Fact]
    public void Only_the_ledger_writes_receipts_and_deferred_deliveries()
    {
        var writers = WritersOf(ProductCode.Files(Project)).ToList();

        Assert.Contains(Ledger, writers.Select(w => w.Folder));
        Assert.Empty(writers.Where(w => w.Folder != Ledger).Select(w => w.Call));
    }

    private static IEnumerable<(string Folder, string Call)> WritersOf(IEnumerable<Microsoft.CodeAnalysis.SyntaxTree> files) =>
        from file in files
        from call in file.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax access && Writes.Contains(access.Name.Identifier.Text)
            && Tables.Contains(TableOf(access.Expression))
        select (ProductCode.FolderOf(Project, file.FilePath), $"{file.FilePath}: {call.Expression}");

    // The first name after the context: db.Deferred.Where(…) changes Deferred, whatever its condition names.
    private static string? TableOf(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } => name.Identifier.Text,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => TableOf(access.Expression),
        MemberAccessExpressionSyntax { Name.Identifier.Text: var table } => table,
        _ => null,
    };
}
